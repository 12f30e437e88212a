using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Retries;

/// <summary>The code of docs/guides/retries-and-errors.md.</summary>
public sealed class RetriesGuide
{
    [Theory]
    [InlineData("o-1", "shipped")]
    [InlineData("", "refused: An order needs an id.")]
    public async Task An_order_is_shipped_or_refused(string order, string expected)
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("orders", options => options
            .AddWorkflow<ShippingWorkflow>()
            .AddAllActivities<IShipping>(new Shipping()));
        Assert.Equal(
            expected, await env.Client.ExecuteWorkflowAsync(ShippingWorkflowCalls.Run(order), new("w", "orders")));
    }
}

public sealed class InvalidOrderException : Exception;

[ActivityDefaults(
    StartToClose = "00:00:05",
    ScheduleToClose = "00:10:00",
    InitialInterval = "00:00:00.5",
    MaxInterval = "00:01:00",
    MaxAttempts = 50,
    NonRetryable = [nameof(InvalidOrderException)])]
public interface IShipping
{
    [Activity]
    Task ShipAsync(string order);
}

public sealed class Shipping : IShipping
{
    public Task ShipAsync(string order) => order.Length == 0
        ? throw new ApplicationFailureException("An order needs an id.", errorType: "InvalidOrder", nonRetryable: true)
        : Task.CompletedTask;
}

[Workflow]
public sealed class ShippingWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string order)
    {
        try
        {
            await Workflow.ExecuteActivityAsync(IShippingCalls.Ship(order));
            return "shipped";
        }
        catch (ActivityFailureException e)
            when (e.InnerException is ApplicationFailureException { ErrorType: "InvalidOrder" } invalid)
        {
            return $"refused: {invalid.Message}";
        }
    }
}
