using Cairn.Activities;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Extensions.Hosting;
using Cairn.Extensions.Idempotency;
using Cairn.Testing;
using Cairn.Worker;
using Cairn.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Cairn.Tests.Docs.Examples;

/// <summary>The code of the pages of packages.</summary>
public static class PackageExamples
{
    public static async Task ServerAsync()
    {
        var client = await CairnClient.ConnectAsync(new("localhost:7233"));
        using var worker = new CairnWorker(
            client,
            new CairnWorkerOptions("orders").AddWorkflow<OrderWorkflow>().AddAllActivities(new Shipping()));
        await worker.ExecuteAsync(
            () => client.ExecuteWorkflowAsync(OrderWorkflowCalls.Run("order-7"), new("order-7", "orders")));
    }

    public static async Task EmbeddedAsync()
    {
        await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = "cairn.db" });
        await using var worker = engine.StartWorker("orders", options => options
            .AddWorkflow<OrderWorkflow>()
            .AddAllActivities(new Shipping()));
        Console.WriteLine(await engine.Client.ExecuteWorkflowAsync(
            OrderWorkflowCalls.Run("order-7"), new("order-7", "orders")));
    }

    public static async Task TestAsync()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("orders", options => options
            .AddWorkflow<OrderWorkflow>()
            .ReplaceActivity<Shipping>(shipping => shipping.ShipAsync(""), (string order) => "sent"));
        Assert.Equal("sent", await env.Client.ExecuteWorkflowAsync(
            OrderWorkflowCalls.Run("order-7"), new("order-7", "orders")));
    }

    public static async Task HostAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddCairnClient("localhost:7233");
        builder.Services.AddCairnWorker("orders")
            .AddWorkflow<OrderWorkflow>()
            .AddScopedActivities<Shipping>();
        builder.Services.AddHealthChecks().AddCairn();
        await builder.Build().RunAsync();
    }

    public static async Task WebAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddCairn(new() { DatabasePath = "cairn.db" });
        builder.Services.AddCairnWorker("orders").AddWorkflow<OrderWorkflow>().AddScopedActivities<Shipping>();
        var app = builder.Build();
        app.MapWorkflow(
            "/orders",
            (string order) => OrderWorkflowCalls.Run(order),
            order => new(order, "orders"));
        await app.RunAsync();
    }

    public static async Task<decimal> DebitAsync(string connectionString, string account, decimal amount)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return await connection.RunOnceAsync("debit", async transaction =>
        {
            await using var debit = new NpgsqlCommand(
                "UPDATE accounts SET balance = balance - @amount WHERE id = @id RETURNING balance",
                connection, (NpgsqlTransaction)transaction);
            debit.Parameters.AddWithValue("amount", amount);
            debit.Parameters.AddWithValue("id", account);
            return (decimal)(await debit.ExecuteScalarAsync())!;
        });
    }

    public static async Task<int> PlaceOrderAsync(Shop shop, Order order)
    {
        return await shop.RunOnceAsync("place order", async () =>
        {
            shop.Orders.Add(order);
            await shop.SaveChangesAsync();   // needed only to read the id; what is left is saved at the end
            return order.Id;
        });
    }

    public sealed class Shop : DbContext
    {
        public DbSet<Order> Orders => Set<Order>();
    }

    public sealed class Order
    {
        public int Id { get; set; }
    }
}

[Workflow]
public class OrderWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string order)
    {
        await Workflow.DelayAsync(TimeSpan.FromDays(1));
        return await Workflow.ExecuteActivityAsync(
            ShippingCalls.Ship(order), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
    }
}

public class Shipping
{
    [Activity]
    public Task<string> ShipAsync(string order) => Task.FromResult($"{order} is on its way");
}
