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

/// <summary>The code of a run begins a step.</summary>
public class WorkflowTaskStartingEventArgs : WorkflowTaskEventArgs
{
    internal WorkflowTaskStartingEventArgs(WorkflowInfo info, WorkflowDefinition definition)
        : base(info, definition)
    {
    }
}

/// <summary>The code of a run has done a step: it waits, has ended or has failed.</summary>
public class WorkflowTaskCompletedEventArgs : WorkflowTaskEventArgs
{
    internal WorkflowTaskCompletedEventArgs(WorkflowInfo info, WorkflowDefinition definition, Exception? failure)
        : base(info, definition) => TaskFailureException = failure;

    /// <summary>
    /// Why the workflow task fails; null if it does not. A failure that ends the workflow is not one of its task.
    /// </summary>
    public Exception? TaskFailureException { get; }
}
