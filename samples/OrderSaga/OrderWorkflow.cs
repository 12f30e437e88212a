using Cairn.Workflows;

namespace OrderSaga;

/// <summary>
/// One order: reserve stock, charge the card, ship. Each step has a compensation that is registered before the step
/// runs; when a step fails for good, the compensations run in reverse order.
/// </summary>
[Workflow]
public sealed class OrderWorkflow
{
    /// <summary>Runs the order to its end.</summary>
    [WorkflowRun]
    public Task<string> RunAsync(Order order) => Saga.RunAsync(async saga =>
    {
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ReserveStockAsync(order)),
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ReleaseStockAsync(order)));

        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ChargePaymentAsync(order)),
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.RefundPaymentAsync(order)));

        return await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.ShipOrderAsync(order)),
            () => Workflow.ExecuteActivityAsync((OrderActivities a) => a.CancelShipmentAsync(order)));
    });
}
