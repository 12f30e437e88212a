using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Docs.Guides.Production;

/// <summary>The code of docs/guides/production.md.</summary>
public sealed class ProductionGuide
{
    [Fact]
    public async Task A_host_runs_engine_worker_and_client()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-docs-").FullName;
        using (var host = Build(Path.Combine(folder, "cairn.db")))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            var client = host.Services.GetRequiredService<ICairnClient>();
            Assert.Equal(
                "o-1 is packed",
                await client.ExecuteWorkflowAsync(OrderWorkflowCalls.Run("o-1"), new("o-1", "orders")));
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static IHost Build(string database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddCairn(new() { DatabasePath = database });
        builder.Services.AddScoped<IWarehouse, Warehouse>();
        builder.Services.AddCairnWorker("orders")
            .AddWorkflow<OrderWorkflow>()
            .AddScopedActivities<IWarehouse>();
        return builder.Build();
    }
}

[ActivityDefaults(StartToClose = "00:00:10")]
public interface IWarehouse
{
    [Activity]
    Task<string> PackAsync(string order);
}

public sealed class Warehouse : IWarehouse
{
    public Task<string> PackAsync(string order) => Task.FromResult($"{order} is packed");
}

[Workflow]
public sealed class OrderWorkflow
{
    [WorkflowRun]
    public Task<string> RunAsync(string order) => Workflow.ExecuteActivityAsync(IWarehouseCalls.Pack(order));
}
