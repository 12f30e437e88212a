using Cairn.Worker;

namespace Cairn.Embedded;

/// <summary>A worker that runs until it or its engine is disposed.</summary>
public sealed class EmbeddedWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;
    private readonly Action<EmbeddedWorker> ended;
    private readonly Lock sync = new();
    private Task? ending;

    /// <summary>Starts a worker.</summary>
    /// <param name="worker">The worker to run.</param>
    /// <param name="ended">Called once, when it is disposed.</param>
    internal EmbeddedWorker(CairnWorker worker, Action<EmbeddedWorker> ended)
    {
        this.worker = worker;
        this.ended = ended;
        Completion = worker.ExecuteAsync(stop.Token);
    }

    /// <summary>Completes when the worker ends: cancelled after it was disposed, otherwise with the error.</summary>
    public Task Completion { get; }

    /// <summary>
    /// Accepts no more tasks, and ends when the running ones have ended. A second call waits for the first.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (sync)
        {
            return new(ending ??= Task.Run(EndAsync));
        }
    }

    private async Task EndAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
        stop.Dispose();
        ended(this);
    }
}
