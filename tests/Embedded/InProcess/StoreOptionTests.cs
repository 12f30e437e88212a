using Cairn.Client;
using Cairn.Embedded;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Embedded;

public sealed class StoreOptionTests
{
    [Fact]
    public async Task An_engine_keeps_everything_in_the_store_that_it_is_given_and_leaves_it_open()
    {
        await using var store = new MemoryStore();
        await using (var engine = await StartAsync(store))
        await using (engine.StartWorker("queue", options => options
            .AddWorkflow<Flows.OneCount>().AddAllActivities(new Acts())))
        {
            Assert.Equal(1, await engine.Client.ExecuteWorkflowAsync(
                (Flows.OneCount flow) => flow.RunAsync(), new WorkflowOptions("w", "queue")));
        }

        Assert.NotNull(await store.FindCurrentAsync(
            new NamespaceName("default"), new WorkflowId("w"), TestContext.Current.CancellationToken));
        await using var next = await StartAsync(store);
        Assert.Equal(1, await next.Client.GetWorkflowHandle<Flows.OneCount, int>("w").GetResultAsync());
    }

    [Fact]
    public async Task An_engine_that_cannot_start_leaves_the_store_open_that_it_was_given()
    {
        await using var store = new MemoryStore();
        await (await Node.StartAsync(
            store, new NodeOptions { Partitions = 2 }, TestContext.Current.CancellationToken)).DisposeAsync();
        await Assert.ThrowsAsync<StoreException>(() => StartAsync(store));
        Assert.Null(await store.FindCurrentAsync(
            new NamespaceName("default"), new WorkflowId("w"), TestContext.Current.CancellationToken));
    }

    private static Task<CairnEngine> StartAsync(IStore store) =>
        CairnEngine.StartAsync(new() { Store = store }, TestContext.Current.CancellationToken);
}
