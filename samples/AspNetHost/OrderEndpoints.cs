using Cairn.Api.Enums.V1;
using Cairn.Extensions.AspNetCore;

namespace AspNetHost;

/// <summary>Orders over HTTP: requests return at once, and the workflow does the work.</summary>
public static class OrderEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    /// <param name="app">The application.</param>
    /// <param name="secret">The secret that the payment service signs with.</param>
    public static void MapOrders(this IEndpointRouteBuilder app, string secret)
    {
        // 202: the order is durable, and will come to its end. Where it is then, GET /orders/{workflowId} says.
        var orders = app.MapWorkflow("/orders", (Order order) => OrderWorkflowCalls.Run(Checked(order)), order =>
            new(Order.WorkflowIdOf(order.Id), OrderWorkflow.TaskQueue)
            {
                // A request that is repeated joins its order; after the end of the order it is a conflict.
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
            });
        orders.MapWorkflowSignal("{workflowId}/cancel", OrderWorkflowCalls.Cancel);
        app.MapWorkflowWebhook(
            "/webhooks/payments",
            (Payment payment) => Order.WorkflowIdOf(payment.OrderId),
            payment => OrderWorkflowCalls.Pay(payment),
            new StandardWebhook(secret).IsAuthentic);
    }

    private static Order Checked(Order order) => order.Quantity > 0
        ? order
        : throw new BadHttpRequestException($"The quantity must be at least 1, not {order.Quantity}.");
}
