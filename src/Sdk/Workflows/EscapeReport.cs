using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>How a workflow's code left its thread, as far as the stack shows it.</summary>
/// <param name="Construct">The most likely cause.</param>
/// <param name="StackTrace">Where it was noticed.</param>
/// <param name="Thrown">The exception of an async void method; null if that was not the cause.</param>
internal sealed record EscapeReport(string Construct, string StackTrace, Exception? Thrown = null)
{
    private const string TimedWait =
        "WaitAsync with a timeout (use Workflow.WhenAnyAsync with Workflow.DelayAsync)";

    private const string AwaitedElsewhere =
        "ConfigureAwait(false), in the workflow's own code (leave it out) or in a library's method that it awaits, "
        + "such as ReadAllAsync of a Channel (create the channel with AllowSynchronousContinuations)";

    // The .NET methods that start timers, as the stack names them; the compiler may omit those that only delegate.
    private static readonly (string Trace, string Construct)[] TimerSigns =
    [
        ("System.Net.", "network I/O, such as HttpClient (use an activity)"),
        ("SemaphoreSlim", "SemaphoreSlim.WaitAsync with a timeout (use Cairn.Workflows.Semaphore or Mutex)"),
        ("DelayPromise", "Task.Delay (use Workflow.DelayAsync)"),
        ("Task.Delay", "Task.Delay (use Workflow.DelayAsync)"),
        ("CancellationPromise", TimedWait),
        (".WaitAsync", TimedWait),
        ("PeriodicTimer", "PeriodicTimer (use Workflow.DelayAsync in a loop)"),
        ("CancellationTokenSource",
            "a CancellationTokenSource with a delay (use Workflow.DelayAsync and Cancel)"),
    ];

    // The first match in the stack decides, from the most specific to the least.
    private static readonly (string Trace, string Construct)[] Signs =
    [
        ("DelayPromise", "Task.Delay (use Workflow.DelayAsync)"),
        ("CancellationPromise", "a wait with a timeout (use Workflow.WaitConditionAsync or Cairn.Workflows.Semaphore)"),
        ("CancellationTokenSource", "a CancellationTokenSource with a delay (use Workflow.DelayAsync and Cancel)"),
        ("TimerQueueTimer", "a .NET timer or PeriodicTimer (use Workflow.DelayAsync)"),
        ("QueueUserWorkItemCallback",
            "ThreadPool.QueueUserWorkItem (use Workflow.RunTaskAsync), or an async void method that threw (return "
            + "a Task)"),
        ("Parallel", "a parallel loop (use Workflow.RunTaskAsync and Workflow.WhenAllAsync)"),
        ("ExecuteWithThreadLocal",
            "Task.Run, CancelAsync or another use of the default scheduler (use Workflow.RunTaskAsync, Cancel)"),
        ("SocketAsync", "asynchronous I/O (use an activity)"),
        ("FileStream", "asynchronous I/O (use an activity)"),
        // The continuation of an async method: a state machine made by the compiler, or one of the runtime's own.
        ("AsyncStateMachineBox", AwaitedElsewhere),
        ("AsyncHelpers", AwaitedElsewhere),
    ];

    /// <summary>Examines the current stack.</summary>
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

        return new("work on the thread pool, such as file or network I/O (use an activity)", stack);
    }

    /// <summary>Examines the stack of workflow code that has just started a .NET timer.</summary>
    public static EscapeReport OfTimer()
    {
        var stack = Environment.StackTrace;
        var asked = stack.Split('\n')
            .SkipWhile(line => !line.Contains(" System.Diagnostics.Tracing.", StringComparison.Ordinal))
            .TakeWhile(line => line.Contains(" System.", StringComparison.Ordinal))
            .ToArray();
        foreach (var (trace, construct) in TimerSigns)
        {
            if (Array.Exists(asked, line => line.Contains(trace, StringComparison.Ordinal)))
            {
                return new(construct, stack);
            }
        }

        return new("a .NET timer (use Workflow.DelayAsync)", stack);
    }

    /// <summary>
    /// Whether this is a work item of the pool, on which exceptions of async void methods are thrown.
    /// </summary>
    public static bool IsWorkItem() =>
        Environment.StackTrace.Contains("QueueUserWorkItemCallback", StringComparison.Ordinal);

    /// <summary>An async void method threw.</summary>
    public static EscapeReport OfVoid(Exception thrown) => new(
        $"an async void method that threw a {thrown.GetType().Name} (return a Task, and await it)",
        ExceptionReading.StackTraceOf(thrown),
        thrown);

    /// <summary>The exception that fails the workflow task.</summary>
    public InvalidWorkflowSchedulerException ToException() => Thrown is null ? Left() : new(
        $"[CAIRN1005] An async void method of the workflow threw a {Thrown.GetType().Name}: "
        + $"{ExceptionReading.MessageOf(Thrown)}. Such a method cannot be awaited, and what it throws cannot be "
        + "caught: let it return a Task, and await it. " + ErrorPages.OffScheduler,
        StackTrace);

    private InvalidWorkflowSchedulerException Left() => new(
        "[CAIRN1005] Workflow code left the workflow's own thread, so its next steps could not be repeated in the "
        + $"same order. Most likely cause: {Construct}. Only what runs on the workflow's scheduler may be awaited; "
        + "other work belongs into an activity. " + ErrorPages.OffScheduler,
        StackTrace);
}
