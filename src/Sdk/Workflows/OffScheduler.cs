namespace Cairn.Workflows;

/// <summary>
/// Runs code that is not the workflow's, such as a logger's, on the workflow's thread but not on its scheduler: what it
/// awaits goes on elsewhere, and the threads and timers that it starts are no escape of the workflow.
/// </summary>
internal static class OffScheduler
{
    /// <summary>Runs the code to its end.</summary>
    public static void Run(WorkflowInstance instance, Action action)
    {
        // What the code puts into the execution context stays there, as the scopes of a log must; what it starts does
        // not get the context, by which the workflow's own code is known on other threads.
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
