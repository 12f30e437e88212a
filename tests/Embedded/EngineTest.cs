using Cairn.Client;
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

    protected string Database => Path.Combine(data, "cairn.db");

    private Task<EngineHost> StartHostAsync() => EngineHost.StartAsync(Database);
}
