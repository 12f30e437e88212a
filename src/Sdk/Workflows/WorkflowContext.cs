using Cairn.Activities;
using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>Finds the workflow whose code is running.</summary>
internal static class WorkflowContext
{
    // Conditions and cancellation callbacks run between tasks, when there is no current scheduler.
    [ThreadStatic]
    private static WorkflowInstance? betweenTasks;

    /// <summary>The current workflow; null outside of workflow code.</summary>
    public static WorkflowInstance? Find() =>
        TaskScheduler.Current is WorkflowScheduler scheduler ? scheduler.Instance : betweenTasks;

    /// <summary>The current workflow.</summary>
    /// <exception cref="InvalidOperationException">This is not workflow code.</exception>
    /// <exception cref="InvalidWorkflowOperationException">This is workflow code that left its scheduler.</exception>
    public static WorkflowInstance Require() => Find() ?? throw NotInWorkflow();

    /// <summary>Sets the workflow whose code runs between tasks; null when that code has run.</summary>
    /// <returns>The previous value.</returns>
    public static WorkflowInstance? ExchangeBetweenTasks(WorkflowInstance? instance)
    {
        var before = betweenTasks;
        betweenTasks = instance;
        return before;
    }

    private static string Advice() => ActivityExecutionContext.HasCurrent
        ? $". {ActivityExecutionContext.Current.Info.ActivityType} is an activity or a step of a workflow: give it "
            + "what it needs as arguments or captured values, and let it return what it finds"
        : string.Empty;

    private static Exception NotInWorkflow()
    {
        if (WorkflowGuard.Current is not { } guard)
        {
            return new InvalidOperationException(
                "Not in workflow: members of Workflow can be used in workflow code only" + Advice());
        }

        guard.Report();
        return new InvalidWorkflowOperationException(
            "Not on the workflow's scheduler any more: the code before this point continued elsewhere. "
            + "Most likely cause: ConfigureAwait(false), which must be left out in workflow code; "
            + "Task.Run, threads and timers have the same effect");
    }
}
