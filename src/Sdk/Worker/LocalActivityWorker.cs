using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>Runs local activities, as many at a time as there are slots.</summary>
internal sealed class LocalActivityWorker(WorkerScope scope) : IDisposable
{
    // The maximum wait of a semaphore.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly SemaphoreSlim slots = new(scope.Options.MaxConcurrentLocalActivities ?? 100);
    private readonly CancellationTokenSource shutdown = new();

    /// <summary>The worker.</summary>
    public WorkerScope Scope => scope;

    /// <summary>Cancelled when the worker begins to stop.</summary>
    public CancellationToken ShutdownToken => shutdown.Token;

    /// <summary>Starts one, and returns at once.</summary>
    public LocalActivityRun Start(
        uint seq, LocalActivityCall call, WorkflowInfo workflow, Action<LocalActivityResult> ended)
    {
        var run = new LocalActivityRun(this, seq, call, workflow, ended, new());
        ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
        return run;
    }

    /// <summary>Waits for a slot, but no longer than the timeout.</summary>
    /// <returns>Whether a slot was taken.</returns>
    public Task<bool> EnterAsync(TimeSpan? limit, CancellationToken cancellationToken) => slots.WaitAsync(
        limit is null || limit.Value > LongestWait ? Timeout.InfiniteTimeSpan
            : limit.Value > TimeSpan.Zero ? limit.Value
            : TimeSpan.Zero,
        cancellationToken);

    /// <summary>Releases a slot.</summary>
    public void Leave() => slots.Release();

    /// <summary>Notifies running local activities that the worker stops.</summary>
    public Task StopAsync() => shutdown.CancelAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        shutdown.Dispose();
        slots.Dispose();
    }
}
