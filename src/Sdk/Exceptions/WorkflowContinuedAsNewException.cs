namespace Cairn.Exceptions;

/// <summary>The run whose result was asked for went on as a new run, and following was turned off.</summary>
public class WorkflowContinuedAsNewException(string newRunId) : CairnException("Workflow continued as new")
{
    /// <summary>The run that took over.</summary>
    public string NewRunId { get; } = newRunId;
}
