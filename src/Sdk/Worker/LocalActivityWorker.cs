using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Tuning;
using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>Runs local activities, as many at a time as there are slots.</summary>
internal sealed class LocalActivityWorker : IDisposable
{
    // The maximum wait of a timer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly TaskSlots slots;
    private readonly CancellationTokenSource shutdown = new();
    private readonly CancellationTokenSource end;

    public LocalActivityWorker(WorkerScope scope)
    {
        Scope = scope;
        slots = new(scope, SlotType.LocalActivity);
        end = new(Timeout.InfiniteTimeSpan, scope.Time);
        ShutdownToken = shutdown.Token;
        EndToken = end.Token;
    }

    /// <summary>The worker.</summary>
    public WorkerScope Scope { get; }

    /// <summary>Cancelled when the worker begins to stop.</summary>
    public CancellationToken ShutdownToken { get; }

    /// <summary>Cancelled when the graceful timeout of a worker that stops is over.</summary>
    public CancellationToken EndToken { get; }

    /// <summary>Starts one, and returns at once.</summary>
    public LocalActivityRun Start(
        uint seq, LocalActivityCall call, WorkflowInfo workflow, Action<LocalActivityResult?> ended)
    {
        var run = new LocalActivityRun(this, seq, call, workflow, ended, new());
        ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
        return run;
    }

    /// <summary>Waits for a slot, but no longer than the timeout.</summary>
    /// <returns>The slot, which the caller must release; null if none was free in time.</returns>
    public async Task<TaskSlot?> EnterAsync(TimeSpan? limit, CancellationToken cancellationToken)
    {
        if (slots.TryReserve() is { } free)
        {
            return free;
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timeout = new CancellationTokenSource(
            limit is null || limit > LongestWait ? Timeout.InfiniteTimeSpan
                : limit > TimeSpan.Zero ? limit.Value
                : TimeSpan.Zero,
            Scope.Time);
        using var onTimeout = timeout.Token.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), late);
        try
        {
            return await slots.ReserveAsync(isSticky: false, late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// Notifies running local activities that the worker stops, and cancels them after the graceful timeout: another
    /// worker runs them again.
    /// </summary>
    public async Task StopAsync()
    {
        await shutdown.CancelAsync().ConfigureAwait(false);
        end.CancelAfter(Scope.Options.GracefulShutdownTimeout);
    }

    /// <summary>Cancels what still runs.</summary>
    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
        shutdown.Dispose();
    }
}
