using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>The code of a run begins a step.</summary>
public class WorkflowTaskStartingEventArgs : WorkflowTaskEventArgs
{
    internal WorkflowTaskStartingEventArgs(WorkflowInfo info, WorkflowDefinition definition)
        : base(info, definition)
    {
    }
}
