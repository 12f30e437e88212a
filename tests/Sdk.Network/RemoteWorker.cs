using Cairn.Worker;

namespace Cairn.Tests.Embedded;

/// <summary>A worker that runs until it is disposed.</summary>
internal sealed class RemoteWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;
    private readonly Task completion;

    public RemoteWorker(CairnWorker worker)
    {
        this.worker = worker;
        completion = worker.ExecuteAsync(stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await completion.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        worker.Dispose();
        stop.Dispose();
    }
}
