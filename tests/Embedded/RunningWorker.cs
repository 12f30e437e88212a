using Cairn.Client;
using Cairn.Worker;

namespace Cairn.Tests.Embedded;

/// <summary>A worker of any client, which runs until it is disposed.</summary>
public sealed class RunningWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;

    public RunningWorker(ICairnClient client, CairnWorkerOptions options)
    {
        worker = new CairnWorker(client, options);
        Completion = worker.ExecuteAsync(stop.Token);
    }

    /// <summary>Ends when the worker does.</summary>
    public Task Completion { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
        stop.Dispose();
    }
}
