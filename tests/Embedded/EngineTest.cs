using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;

namespace Cairn.Tests.Embedded;

/// <summary>
/// An engine on a database file of its own, which is removed at the end. Where it runs, the project says by its
/// <see cref="EngineHost"/>: these tests run in process, and as tests/Sdk.Network over the network.
/// </summary>
public abstract class EngineTest : IAsyncLifetime
{
    protected const string Queue = "queue";

    private readonly string data = Directory.CreateTempSubdirectory("cairn-embedded-").FullName;

    private EngineHost host = null!;

    protected ICairnClient Client => host.Client;

    public async ValueTask InitializeAsync() => host = await StartHostAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static WorkflowOptions Id(string id = "w") => new(id, Queue);

    protected IAsyncDisposable StartWorker(Action<CairnWorkerOptions> configure) => host.StartWorker(Queue, configure);

    /// <summary>Another client of the same engine.</summary>
    protected CairnClient NewClient(CairnClientOptions options) => new(Client.Connection, options);

    /// <summary>A worker of another client.</summary>
    protected static RunningWorker StartWorker(ICairnClient client, Action<CairnWorkerOptions> configure)
    {
        var options = new CairnWorkerOptions(Queue);
        configure(options);
        return new RunningWorker(client, options);
    }

    /// <summary>Waits for what a fault would let wait for ever.</summary>
    protected static Task<T> SoonAsync<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Waits for what a fault would let wait for ever.</summary>
    protected static Task SoonAsync(Task task) => task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>The innermost reason why a run failed.</summary>
    protected static async Task<Exception> ReasonAsync(Task run)
    {
        Exception reason = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(run));
        while (reason.InnerException is { } inner)
        {
            reason = inner;
        }

        return reason;
    }

    protected async Task RestartEngineAsync()
    {
        await host.DisposeAsync();
        host = await StartHostAsync();
    }

    /// <summary>Waits until a workflow task has failed, and tells why.</summary>
    protected async Task<string> TaskFailureAsync(string id = "w")
    {
        while (true)
        {
            var description = await Client.GetWorkflowHandle(id).DescribeAsync();
            if (description.PendingWorkflowTask?.LastFailure is { } failure)
            {
                return failure.Message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private Task<EngineHost> StartHostAsync() => EngineHost.StartAsync(Path.Combine(data, "cairn.db"));
}
