using Cairn.Client;
using Cairn.Embedded;
using Cairn.Worker;

namespace Cairn.Tests.Embedded;

/// <summary>An engine on a database file of its own, which is removed at the end.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    protected const string Queue = "queue";

    private readonly string data = Directory.CreateTempSubdirectory("cairn-embedded-").FullName;

    protected CairnEngine Engine { get; private set; } = null!;

    protected ICairnClient Client => Engine.Client;

    public async ValueTask InitializeAsync() => Engine = await StartEngineAsync();

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static WorkflowOptions Id(string id = "w") => new(id, Queue);

    protected EmbeddedWorker StartWorker(Action<CairnWorkerOptions> configure) => Engine.StartWorker(Queue, configure);

    protected async Task RestartEngineAsync()
    {
        await Engine.DisposeAsync();
        Engine = await StartEngineAsync();
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

    private Task<CairnEngine> StartEngineAsync() => CairnEngine.StartAsync(
        new CairnEngineOptions { DatabasePath = Path.Combine(data, "cairn.db") },
        TestContext.Current.CancellationToken);
}
