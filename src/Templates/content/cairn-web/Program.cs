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
builder.Services.AddProblemDetails();

var app = builder.Build();
app.UseStatusCodePages();
app.MapHealthChecks("/health");

// POST /orders starts a workflow: 202, and Location is its status, GET /orders/{workflowId}. The same order again: 409.
// Company.CairnWeb.http has a request for each endpoint.
var orders = app.MapWorkflow(
    "/orders",
    (Order order) => OrderWorkflowCalls.Run(order),
    order => new($"order-{order.Id}", "orders") { IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate });
orders.MapWorkflowSignal("{workflowId}/cancellation", OrderWorkflowCalls.Cancel);

// The payment service calls back. Check its signature by isAuthentic: new StandardWebhook(secret).IsAuthentic, say.
app.MapWorkflowWebhook(
    "/webhooks/payments",
    (Payment payment) => $"order-{payment.OrderId}",
    payment => OrderWorkflowCalls.Pay(payment));

await app.RunAsync();
