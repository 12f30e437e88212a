using Cairn.Worker;

namespace Cairn.Embedded;

/// <summary>A worker that runs until it, or its engine, is disposed.</summary>
public sealed class EmbeddedWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;
    private readonly Action<EmbeddedWorker> ended;
    private readonly Lock gate = new();
    private Task? ending;

    /// <summary>Starts a worker.</summary>
    /// <param name="worker">What runs.</param>
    /// <param name="ended">Called once, when it has been disposed.</param>
    internal EmbeddedWorker(CairnWorker worker, Action<EmbeddedWorker> ended)
    {
        this.worker = worker;
        this.ended = ended;
        Completion = worker.ExecuteAsync(stop.Token);
    }

    /// <summary>Ends when the worker ends: cancelled after it was disposed, else with what went wrong.</summary>
    public Task Completion { get; }

    /// <summary>
    /// Takes no more tasks, and ends when those that run have ended. A second call waits for the same.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
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
