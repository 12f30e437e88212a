namespace Cairn.Workflows;

/// <summary>
/// Runs code that is not the workflow's, such as a logger's, on the workflow's thread but not on its scheduler: its
/// continuations run elsewhere, and the threads and timers that it starts do not fail the workflow.
/// </summary>
internal static class OffScheduler
{
    /// <summary>Runs the code to its end.</summary>
    public static void Run(WorkflowInstance instance, Action action)
    {
        // What the code puts into the execution context stays there, as log scopes must. What it starts does not get
        // the
        // context: the context identifies the workflow's own code on other threads.
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        var before = WorkflowContext.ExchangeBetweenTasks(instance);
        try
        {
            var task = new Task(action);
            task.RunSynchronously(TaskScheduler.Default);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            WorkflowContext.ExchangeBetweenTasks(before);
            flow.Dispose();
        }
    }
}
