using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using ProductInventory;
using Samples;
using Samples.Timelines;

const string TaskQueue = "inventory";
var shortly = TimeSpan.FromSeconds(2);
var later = TimeSpan.FromHours(1);
using var data = SampleArguments.Read(args).OpenData();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });
await using var worker = engine.StartWorker(TaskQueue, options => options.AddWorkflow<ProductWorkflow>());

var lamp = await engine.Client.StartWorkflowAsync(
    ProductWorkflowCalls.Run(new("lamp", InStock: 5, [])),
    new("product-lamp", TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });

await ReserveAsync(new("order-ada", 3, later));
await ReserveAsync(new("order-ada", 3, later));
await ReserveAsync(new("order-bo", 3, later));

Console.WriteLine("Ada changes her mind");
await lamp.SignalAsync(ProductWorkflowCalls.Release("order-ada"));
await ReserveAsync(new("order-bo", 3, later));
await SellAsync("order-bo");
await SellAsync("order-ada");

await ReserveAsync(new("order-cy", 2, shortly));
Console.WriteLine("Cy does not pay in time");
while ((await lamp.QueryAsync(ProductWorkflowCalls.State)).Available < 2)
{
    await Task.Delay(TimeSpan.FromMilliseconds(50));
}

await lamp.SignalAsync(ProductWorkflowCalls.Restock(10));
await lamp.SignalAsync(ProductWorkflowCalls.Discontinue());
Console.WriteLine($"in the end: {(await lamp.GetResultAsync()).Available} available");
await Timeline.ShowAsync(lamp);

async Task ReserveAsync(ReservationRequest request)
{
    try
    {
        await lamp.ExecuteUpdateAsync(ProductWorkflowCalls.Reserve(request));
        Console.WriteLine($"{request.OrderId}: {request.Quantity} reserved");
    }
    catch (WorkflowUpdateFailedException refused)
    {
        Console.WriteLine($"{request.OrderId}: refused, {refused.GetBaseException().Message}");
    }
}

async Task SellAsync(string orderId)
{
    try
    {
        // The order names the update: sent twice, as after a lost answer, it sells once.
        var left = await lamp.ExecuteUpdateAsync(ProductWorkflowCalls.Sell(orderId), new($"sell-{orderId}"));
        Console.WriteLine($"{orderId}: sold, {left} left");
    }
    catch (WorkflowUpdateFailedException refused)
    {
        Console.WriteLine($"{orderId}: not sold, {refused.GetBaseException().Message}");
    }
}
