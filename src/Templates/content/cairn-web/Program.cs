using Cairn.Api.Enums.V1;
using Cairn.Extensions.Hosting;
using Company.CairnWeb;

var builder = WebApplication.CreateBuilder(args);

// The engine runs in this process. Its file is in appsettings.json: Cairn:Engine:DatabasePath.
builder.Services.AddCairn();
builder.Services.AddCairnWorker("orders")
    .AddWorkflow<OrderWorkflow>()
    .AddScopedActivities<OrderActivities>();
builder.Services.AddHealthChecks().AddCairn();

var app = builder.Build();
app.MapHealthChecks("/health");

// POST /orders starts a workflow: 202, and Location is its status, GET /orders/{workflowId}. The same order again: 409.
// curl -i -H "Content-Type: application/json" -d '{"id":"7","item":"chair","price":49.9}' http://localhost:5000/orders
var orders = app.MapWorkflow(
    "/orders",
    (Order order) => OrderWorkflowCalls.Run(order),
    order => new($"order-{order.Id}", "orders") { IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate });
orders.MapWorkflowSignal("{workflowId}/cancellation", OrderWorkflowCalls.Cancel);

// The payment service calls back. Check its signature by isAuthentic.
app.MapWorkflowWebhook(
    "/webhooks/payments",
    (Payment payment) => $"order-{payment.OrderId}",
    payment => OrderWorkflowCalls.Pay(payment));

await app.RunAsync();
