using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>How a workflow's code left its thread, as far as the stack tells.</summary>
/// <param name="Construct">What most likely did it.</param>
/// <param name="StackTrace">Where it was noticed.</param>
internal sealed record EscapeReport(string Construct, string StackTrace)
{
    // What is found first in the stack, from the more to the less particular.
    private static readonly (string Trace, string Construct)[] Signs =
    [
        ("DelayPromise", "Task.Delay (use Workflow.DelayAsync)"),
        ("PeriodicTimer", "PeriodicTimer (use Workflow.DelayAsync in a loop)"),
        ("CancellationTokenSource", "CancellationTokenSource.CancelAsync or one with a delay (use Cancel)"),
        ("TaskTimeoutAsync", "a wait with a timeout (use Workflow.WaitConditionAsync)"),
        ("WaitUntilCountOrTimeoutAsync", "SemaphoreSlim with a timeout (use Cairn.Workflows.Semaphore)"),
        ("TimerQueueTimer", "a .NET timer (use Workflow.DelayAsync)"),
        ("QueueUserWorkItemCallback", "ThreadPool.QueueUserWorkItem (use Workflow.RunTaskAsync)"),
        ("Thread.StartCallback", "a thread (use Workflow.RunTaskAsync)"),
        ("Parallel", "a parallel loop (use Workflow.RunTaskAsync and Workflow.WhenAllAsync)"),
        ("ExecuteFromThreadPool", "ConfigureAwait(false) (leave it out)"),
        ("SocketAsync", "asynchronous I/O (use an activity)"),
        ("FileStream", "asynchronous I/O (use an activity)"),
    ];

    /// <summary>Looks at the stack that we are on.</summary>
    public static EscapeReport FromHere()
    {
        var stack = Environment.StackTrace;
        foreach (var (trace, construct) in Signs)
        {
            if (stack.Contains(trace, StringComparison.Ordinal))
            {
                return new(construct, stack);
            }
        }

        return new("Task.Run, ContinueWith or another use of the default scheduler (use Workflow.RunTaskAsync)", stack);
    }

    /// <summary>The exception that fails the workflow task.</summary>
    public InvalidWorkflowSchedulerException ToException() => new(
        "Workflow code left the workflow's own thread, so its next steps could not be repeated in the same order. "
        + $"Most likely cause: {Construct}. Only what runs on the workflow's scheduler may be awaited; other work "
        + "belongs into an activity.",
        StackTrace);
}
