using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Generators;

/// <summary>Generated calls and definitions on a real engine.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private readonly CartActivities activities = new();
    private CairnEngine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await CairnEngine.StartAsync();
        engine.StartWorker("carts", options => options
            .AddWorkflow<CartWorkflow>()
            .AddWorkflow<ShippingWorkflow>()
            .AddWorkflow<StockWorkflow>()
            .AddAllActivities(activities)
            .AddAllActivities(new StockActivities()));
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task Generated_calls_do_what_lambdas_do()
    {
        var handle = await engine.Client.StartWorkflowAsync(
            CartWorkflowCalls.Run("Ada", limit: 4), new("cart", "carts"));

        Assert.Equal(1, await handle.ExecuteUpdateAsync(CartWorkflowCalls.Add(new("book"))));
        await handle.ExecuteUpdateAsync(CartWorkflowCalls.Clear());
        Assert.Equal(1, await handle.ExecuteUpdateAsync(CartWorkflowCalls.Add(line: new("pen"))));
        Assert.Equal(1, await handle.QueryAsync(CartWorkflowCalls.Count));
        Assert.Equal("cart of 1", await handle.QueryAsync(CartWorkflowCalls.Describe()));
        await handle.SignalAsync(CartWorkflowCalls.Close());

        Assert.Equal("Ada 9.5 8 shipped to Ada", await handle.GetResultAsync());
        Assert.Equal(["Ada"], activities.Notified);
    }

    [Fact]
    public async Task A_generated_update_can_start_its_workflow()
    {
        var start = WithStartWorkflowOperation.Create(
            CartWorkflowCalls.Run("Bo"),
            new("with-start", "carts") { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });

        var count = await engine.Client.ExecuteUpdateWithStartWorkflowAsync(
            CartWorkflowCalls.Add(new("book")), new(start));

        Assert.Equal(1, count);
        var handle = await start.GetHandleAsync();
        await handle.SignalAsync(CartWorkflowCalls.Close());
        Assert.Equal("Bo 9.5 20 shipped to Bo", await handle.GetResultAsync());
    }

    [Fact]
    public async Task A_generated_signal_can_start_its_workflow()
    {
        var options = new WorkflowOptions("signalled", "carts");
        options.SignalWithStart(CartWorkflowCalls.Close());

        Assert.Equal(
            "Cy 0.0 20 shipped to Cy", await engine.Client.ExecuteWorkflowAsync(CartWorkflowCalls.Run("Cy"), options));
    }

    [Fact]
    public async Task A_contract_is_implemented_by_calls_of_its_activities()
    {
        Assert.Equal(
            "5 9 Nothing to reserve",
            await engine.Client.ExecuteWorkflowAsync(StockWorkflowCalls.Run("book"), new("stock", "carts")));
    }

    [Fact]
    public async Task A_generated_definition_validates_updates()
    {
        var handle = await engine.Client.StartWorkflowAsync(CartWorkflowCalls.Run("Di"), new("invalid", "carts"));

        var failure = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => handle.ExecuteUpdateAsync(CartWorkflowCalls.Add(new("book", 0))));

        Assert.Equal("A line has at least one piece", failure.InnerException?.Message);
        await handle.TerminateAsync();
    }
}
