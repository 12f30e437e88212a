namespace Cairn.Exceptions;

/// <summary>The awaited run continued as a new run, and followRuns was false.</summary>
public class WorkflowContinuedAsNewException(string newRunId) : CairnException("Workflow continued as new")
{
    /// <summary>The run id of the new run.</summary>
    public string NewRunId { get; } = newRunId;
}
