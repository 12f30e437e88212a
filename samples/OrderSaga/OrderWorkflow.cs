using Cairn.Common;
using Cairn.Workflows;

namespace OrderSaga;

/// <summary>
/// One order: reserve stock, charge the card, ship. Each step has a compensation that is registered before the step
/// runs; when a step fails for good, the compensations run in reverse order.
/// </summary>
[Workflow]
public sealed class OrderWorkflow
{
    private static readonly ActivityOptions Options = new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(30),
        RetryPolicy = new RetryPolicy { InitialInterval = TimeSpan.FromMilliseconds(100), MaximumAttempts = 5 },
    };

    /// <summary>Runs the order to its end.</summary>
    [WorkflowRun]
    public Task<string> RunAsync(Order order) => Saga.RunAsync(async saga =>
    {
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ReserveStockAsync(order), Options),
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ReleaseStockAsync(order), Options));

        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ChargePaymentAsync(order), Options),
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.RefundPaymentAsync(order), Options));

        return await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ShipOrderAsync(order), Options),
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.CancelShipmentAsync(order), Options));
    });
}
