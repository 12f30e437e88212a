using System.Net.NetworkInformation;
using Cairn.Client;
using Cairn.Worker;

namespace Cairn.Tests.Faults.Shop;

/// <summary>Worker and customers in this process; their server is another one, which is not always there.</summary>
internal sealed class RemoteShop : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stop = new();
    private readonly CairnClient client;
    private readonly CairnWorker worker;
    private readonly Task working;
    private readonly Task serving;
    private volatile bool isClosing;

    /// <summary>Opens it; its server may come later.</summary>
    public RemoteShop(ShopFiles files, int port)
    {
        client = CairnClient.CreateLazy(new($"127.0.0.1:{port}")
        {
            // It goes on until the server is back.
            RpcRetry = new() { MaxElapsedTime = null, MaxRetries = int.MaxValue, MaxInterval = Pause },
        });
        worker = new CairnWorker(client, new CairnWorkerOptions(ShopOrder.Queue)
            .AddWorkflow<ShopOrder>()
            .AddWorkflow<Parcel>()
            .AddAllActivities(new ShopActivities(files.Ledger)));
        working = worker.ExecuteAsync(stop.Token);
        serving = new Customers(client, files.Answers, life: 0).ServeAsync(() => !isClosing);
    }

    /// <summary>
    /// A port that is free, and below those which the system takes for outgoing connections: none of them may get it
    /// while the server is dead.
    /// </summary>
    public static int FindPort(Random random)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port);
        return Enumerable.Range(20_000, 10_000).Except(taken).OrderBy(_ => random.Next()).First();
    }

    /// <summary>Takes no more orders, and waits until all have come to their ends.</summary>
    public async Task FinishAsync()
    {
        isClosing = true;
        await Task.WhenAny(serving, working).WaitAsync(TimeSpan.FromMinutes(5));
        Assert.False(working.IsCompleted, $"The worker has ended: {working.Exception}");
        await serving;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await working.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        worker.Dispose();
        ((CairnConnection)client.Connection).Dispose();
        stop.Dispose();
    }
}
