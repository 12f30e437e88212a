using Cairn.Embedded;
using Cairn.Storage;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class SecondEngineTests
{
    [Fact]
    public async Task A_second_engine_on_the_same_file_is_refused()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cairn-twice-").FullName, "cairn.db");
        await using (await CairnEngine.StartAsync(
            new() { DatabasePath = path }, TestContext.Current.CancellationToken))
        {
            await Assert.ThrowsAsync<StoreException>(() => CairnEngine.StartAsync(
                new() { DatabasePath = path }, TestContext.Current.CancellationToken));
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task An_engine_that_is_disposed_starts_no_worker()
    {
        var engine = await CairnEngine.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await engine.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(
            () => engine.StartWorker("queue", options => options.AddWorkflow<Idle>()));
    }

    [Workflow]
    public class Idle
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }
}
