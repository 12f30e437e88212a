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
        ("CancellationPromise", "a wait with a timeout (use Workflow.WaitConditionAsync or Cairn.Workflows.Semaphore)"),
        ("CancellationTokenSource", "a CancellationTokenSource with a delay (use Workflow.DelayAsync and Cancel)"),
        ("TimerQueueTimer", "a .NET timer or PeriodicTimer (use Workflow.DelayAsync)"),
        ("QueueUserWorkItemCallback", "ThreadPool.QueueUserWorkItem (use Workflow.RunTaskAsync)"),
        ("Parallel", "a parallel loop (use Workflow.RunTaskAsync and Workflow.WhenAllAsync)"),
        ("ExecuteWithThreadLocal",
            "Task.Run, CancelAsync or another use of the default scheduler (use Workflow.RunTaskAsync, Cancel)"),
        ("SocketAsync", "asynchronous I/O (use an activity)"),
        ("FileStream", "asynchronous I/O (use an activity)"),
        ("AsyncStateMachineBox", "ConfigureAwait(false) (leave it out)"),
    ];

    /// <summary>Looks at the stack that we are on.</summary>
    public static EscapeReport FromHere()
    {
        var stack = Environment.StackTrace;
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            return new("a thread (use Workflow.RunTaskAsync)", stack);
        }

        foreach (var (trace, construct) in Signs)
        {
            if (stack.Contains(trace, StringComparison.Ordinal))
            {
                return new(construct, stack);
            }
        }

        return new("work on the thread pool (use Workflow.RunTaskAsync)", stack);
    }

    /// <summary>The exception that fails the workflow task.</summary>
    public InvalidWorkflowSchedulerException ToException() => new(
        "[CRN1005] Workflow code left the workflow's own thread, so its next steps could not be repeated in the "
        + $"same order. Most likely cause: {Construct}. Only what runs on the workflow's scheduler may be awaited; "
        + "other work belongs into an activity. " + ErrorPages.OffScheduler,
        StackTrace);
}
