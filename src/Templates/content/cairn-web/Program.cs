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

// POST /orders starts a workflow: 202, and Location is its status, GET /orders/{workflowId}.
var orders = app.MapWorkflow(
    "/orders",
    (Order order) => OrderWorkflowCalls.Run(order),
    order => new($"order-{order.Id}", "orders"));
orders.MapWorkflowSignal("{workflowId}/cancellation", OrderWorkflowCalls.Cancel);

// The payment service calls back. Check its signature by isAuthentic.
app.MapWorkflowWebhook(
    "/webhooks/payments",
    (Payment payment) => $"order-{payment.OrderId}",
    payment => OrderWorkflowCalls.Pay(payment));

await app.RunAsync();
