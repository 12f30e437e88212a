namespace Cairn.Workflows;

/// <summary>
/// Keeps a workflow's code on the thread of its activation. It notices code that runs on another thread, because the
/// execution context flows with it, and continuations that return from one. Either poisons the run: its state cannot
/// be trusted any more, so its current or next workflow task fails.
/// </summary>
internal sealed class WorkflowGuard
{
    private static readonly AsyncLocal<WorkflowGuard?> Flow = new(OnFlow);

    private readonly TaskCompletionSource escaped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<EscapeReport> onEscape;
    private int thread;
    private bool expectsVoid;
    private bool isWatched = true;
    private int isReported;
    private EscapeReport? escape;

    /// <param name="onEscape">
    /// Called once, on any thread, when code has left the workflow and no workflow task is under way that could fail.
    /// </param>
    /// <param name="noticesTimers">Whether .NET timers that the code starts poison the run.</param>
    public WorkflowGuard(Action<EscapeReport> onEscape, bool noticesTimers)
    {
        this.onEscape = onEscape;
        NoticesTimers = noticesTimers;
        if (noticesTimers)
        {
            TimerListener.Ensure();
        }

        AsyncVoidHandler.Ensure();

        // The worker's own execution context must not flow into the workflow.
        var ours = Flow.Value;
        Flow.Value = this;
        Context = ExecutionContext.Capture()!;
        Flow.Value = ours;
    }

    /// <summary>The guard of the workflow whose code runs here, on any thread; null outside of workflows.</summary>
    public static WorkflowGuard? Current => Flow.Value;

    /// <summary>The context that all code of the workflow runs in.</summary>
    public ExecutionContext Context { get; }

    /// <summary>Whether .NET timers that the code starts poison the run.</summary>
    public bool NoticesTimers { get; }

    /// <summary>How code left the workflow for the first time; null if it never did.</summary>
    public EscapeReport? Escape => Volatile.Read(ref escape);

    /// <summary>Ends when code has left the workflow.</summary>
    public Task Escaped => escaped.Task;

    /// <summary>Whether an async void method has thrown something that it may not have caught.</summary>
    public bool MayBeLeftByVoid { get; private set; }

    /// <summary>An async void method throws. If no code catches the exception, it is thrown on the pool.</summary>
    /// <param name="isHandled">Whether the process's handler will report the exception here then.</param>
    public void ExpectVoid(bool isHandled)
    {
        MayBeLeftByVoid = true;
        Volatile.Write(ref expectsVoid, isHandled);
    }

    /// <summary>Whether an async void method has thrown since the last call of this method.</summary>
    public bool TakeMayBeLeftByVoid()
    {
        var may = MayBeLeftByVoid;
        MayBeLeftByVoid = false;
        return may;
    }

    /// <summary>A workflow task begins: it fails if code leaves the workflow, and its failure says why.</summary>
    public void BeginTask() => Volatile.Write(ref isWatched, true);

    /// <summary>A workflow task has ended that did not fail.</summary>
    public void EndTask()
    {
        Volatile.Write(ref isWatched, false);
        ReportUnwatched();
    }

    /// <summary>Begins an activation on this thread.</summary>
    public void Enter() => Volatile.Write(ref thread, Environment.CurrentManagedThreadId);

    /// <summary>Ends an activation.</summary>
    public void Exit() => Volatile.Write(ref thread, 0);

    /// <summary>Whether the current code may queue a task; if not, the run is poisoned.</summary>
    public bool Admits()
    {
        if (IsHome)
        {
            return true;
        }

        Report();
        return false;
    }

    /// <summary>Poisons the run: its code runs on another thread.</summary>
    public void Report() => Report(EscapeReport.FromHere);

    /// <summary>Poisons the run, unless it is already.</summary>
    /// <param name="look">Examines how the code left.</param>
    public void Report(Func<EscapeReport> look)
    {
        if (Escape is not null)
        {
            return;
        }

        var report = look();
        if (Interlocked.CompareExchange(ref escape, report, null) is null)
        {
            escaped.TrySetResult();
            ReportUnwatched();
        }
    }

    /// <summary>Poisons the run with the exception of an async void method, which is the more useful report.</summary>
    public void Poison(Exception thrown)
    {
        var report = EscapeReport.OfVoid(thrown);
        Volatile.Write(ref escape, report);
        escaped.TrySetResult();
        ReportUnwatched();
    }

    private void ReportUnwatched()
    {
        Interlocked.MemoryBarrier();
        if (!Volatile.Read(ref isWatched) && Escape is { } report && Interlocked.Exchange(ref isReported, 1) == 0)
        {
            onEscape(report);
        }
    }

    private bool IsHome => Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;

    private static void OnFlow(AsyncLocalValueChangedArgs<WorkflowGuard?> change)
    {
        // The exception of an async void method follows, and is the more useful report.
        if (change.ThreadContextChanged
            && change.CurrentValue is { IsHome: false } guard
            && !(Volatile.Read(ref guard.expectsVoid) && EscapeReport.IsWorkItem()))
        {
            guard.Report();
        }
    }
}
