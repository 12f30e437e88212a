using AspNetHost;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Samples;
using Samples.Timelines;

var arguments = SampleArguments.Read(args, "--port");
using var data = arguments.OpenData();
var secret = Convert.ToBase64String("shared with the payment service"u8);

var builder = WebApplication.CreateBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{arguments.Text("--port") ?? "0"}");

// The engine starts before the workers and the web server, and stops after them.
builder.Services.AddCairn(new() { DatabasePath = data.Database });
builder.Services.AddProblemDetails();
builder.Services.AddCairnWorker(OrderWorkflow.TaskQueue)
    .AddWorkflow<OrderWorkflow>()
    .AddScopedActivities<Warehouse>();

await using var app = builder.Build();
app.UseStatusCodePages();
app.MapOrders(secret);
await app.StartAsync();
Console.WriteLine($"listening on {app.Urls.Single()}");
if (arguments.Text("--port") is not null)
{
    await app.WaitForShutdownAsync();
    return;
}

// Plays the customers and the payment service.
using var customer = new Customer(new(app.Urls.Single()), secret);
await customer.OrderAsync(new("1", "lamp", 2));
await customer.OrderAsync(new("1", "lamp", 2));
await customer.OrderAsync(new("2", "chair", 1));
await customer.OrderAsync(new("3", "rug", 0));
await customer.ShowAsync("1");
await customer.PayAsync(new("1", IsPaid: true), isSigned: false);
await customer.PayAsync(new("1", IsPaid: true), isSigned: true);
await customer.PayAsync(new("9", IsPaid: true), isSigned: true);
await customer.CancelAsync("2");

var client = app.Services.GetRequiredService<ICairnClient>();
foreach (var id in new[] { "1", "2" })
{
    await client.GetWorkflowHandle(Order.WorkflowIdOf(id)).GetResultAsync();
    await customer.ShowAsync(id);
}

await customer.OrderAsync(new("1", "lamp", 2));
await customer.ShowAsync("1");

await Timeline.ShowAsync(client.GetWorkflowHandle(Order.WorkflowIdOf("1")));
await Timeline.ShowAsync(client.GetWorkflowHandle(Order.WorkflowIdOf("2")));
await app.StopAsync();
