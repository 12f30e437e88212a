using Cairn.Workflows;

namespace Cairn.Worker;

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
