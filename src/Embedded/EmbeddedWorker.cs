using Cairn.Worker;

namespace Cairn.Embedded;

/// <summary>A worker that runs until it is disposed.</summary>
public sealed class EmbeddedWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;

    internal EmbeddedWorker(CairnWorker worker)
    {
        this.worker = worker;
        Completion = worker.ExecuteAsync(stop.Token);
    }

    /// <summary>Ends when the worker ends: cancelled after it was disposed, else with what went wrong.</summary>
    public Task Completion { get; }

    /// <summary>Takes no more tasks, and ends when those that run have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Completion.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
        worker.Dispose();
        stop.Dispose();
    }
}
