namespace Cairn.Workflows;

/// <summary>
/// Keeps a workflow's code on the thread of its activation. It notices code that arrives on another thread, because
/// the execution context comes along, and continuations that come back from one. Either poisons the run: its state
/// can no longer be trusted, so its current or next workflow task fails.
/// </summary>
internal sealed class WorkflowGuard
{
    private static readonly AsyncLocal<WorkflowGuard?> Flow = new(OnFlow);

    private readonly TaskCompletionSource escaped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<EscapeReport> onEscape;
    private int thread;
    private bool expectsVoid;
    private EscapeReport? escape;

    /// <param name="onEscape">Told once, on whatever thread, when code has left the workflow.</param>
    public WorkflowGuard(Action<EscapeReport> onEscape)
    {
        this.onEscape = onEscape;
        TimerListener.Ensure();
        AsyncVoidHandler.Ensure();

        // What the worker has in its own context stays out of the workflow.
        var ours = Flow.Value;
        Flow.Value = this;
        Context = ExecutionContext.Capture()!;
        Flow.Value = ours;
    }

    /// <summary>The guard of the workflow whose code this is, on whatever thread; null outside of workflows.</summary>
    public static WorkflowGuard? Current => Flow.Value;

    /// <summary>The context that all code of the workflow runs in.</summary>
    public ExecutionContext Context { get; }

    /// <summary>How code left the workflow for the first time; null if it never did.</summary>
    public EscapeReport? Escape => Volatile.Read(ref escape);

    /// <summary>Ends when code has left the workflow.</summary>
    public Task Escaped => escaped.Task;

    /// <summary>Whether an async void method has thrown something that it may not have caught.</summary>
    public bool MayBeLeftByVoid { get; private set; }

    /// <summary>An async void method throws: if it does not catch it, the exception comes out on the pool.</summary>
    /// <param name="isHandled">Whether the exception will be brought here then.</param>
    public void ExpectVoid(bool isHandled)
    {
        MayBeLeftByVoid = true;
        Volatile.Write(ref expectsVoid, isHandled);
    }

    /// <summary>Whether an async void method has thrown since this was asked before.</summary>
    public bool TakeMayBeLeftByVoid()
    {
        var may = MayBeLeftByVoid;
        MayBeLeftByVoid = false;
        return may;
    }

    /// <summary>Begins an activation on this thread.</summary>
    public void Enter() => Volatile.Write(ref thread, Environment.CurrentManagedThreadId);

    /// <summary>Ends an activation.</summary>
    public void Exit() => Volatile.Write(ref thread, 0);

    /// <summary>Whether a task may be queued from where we are; if not, the run is poisoned.</summary>
    public bool Admits()
    {
        if (IsHome)
        {
            return true;
        }

        Report();
        return false;
    }

    /// <summary>Poisons the run: its code has been seen elsewhere.</summary>
    public void Report() => Report(EscapeReport.FromHere);

    /// <summary>Poisons the run, unless it is already.</summary>
    /// <param name="look">Finds out how the code left.</param>
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
            onEscape(report);
        }
    }

    /// <summary>Poisons the run with what an async void method threw; that says more than how it was noticed.</summary>
    public void Poison(Exception thrown)
    {
        var report = EscapeReport.OfVoid(thrown);
        Volatile.Write(ref escape, report);
        escaped.TrySetResult();
        onEscape(report);
    }

    private bool IsHome => Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;

    private static void OnFlow(AsyncLocalValueChangedArgs<WorkflowGuard?> change)
    {
        // What an async void method threw comes along next, and says more than the thread on which it comes.
        if (change.ThreadContextChanged
            && change.CurrentValue is { IsHome: false } guard
            && !(Volatile.Read(ref guard.expectsVoid) && EscapeReport.IsWorkItem()))
        {
            guard.Report();
        }
    }
}
