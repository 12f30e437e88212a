using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>A step of the code of a run.</summary>
public abstract class WorkflowTaskEventArgs : EventArgs
{
    private protected WorkflowTaskEventArgs(WorkflowInfo info, WorkflowDefinition definition)
    {
        WorkflowInfo = info;
        WorkflowDefinition = definition;
    }

    /// <summary>The facts of the run.</summary>
    public WorkflowInfo WorkflowInfo { get; }

    /// <summary>The workflow.</summary>
    public WorkflowDefinition WorkflowDefinition { get; }
}
