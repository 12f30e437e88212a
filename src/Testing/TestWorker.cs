using Cairn.Worker;

namespace Cairn.Testing;

/// <summary>A worker of an environment, which runs until it is disposed.</summary>
public sealed class TestWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;
    private readonly Lock sync = new();
    private Task? ending;

    internal TestWorker(CairnWorker worker)
    {
        this.worker = worker;
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
    }
}
