using Cairn.Worker;

namespace Cairn.Tests.Twins.Kit;

/// <summary>A worker that runs until it is disposed.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CairnWorker worker;
    private readonly Task running;

    public RunningWorker(CairnWorker worker)
    {
        this.worker = worker;
        running = worker.ExecuteAsync(stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        worker.Dispose();
        stop.Dispose();
    }
}
