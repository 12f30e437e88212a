using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using Samples;
using Samples.Timelines;
using ShoppingCart;

const string TaskQueue = "carts";
using var data = SampleArguments.Read(args).OpenData();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });
await using var worker = engine.StartWorker(TaskQueue, options => options
    .AddWorkflow<CartWorkflow>()
    .AddAllActivities(new Shop()));

await AddAsync(new("lamp", 2));
await AddAsync(new("rug", 1));
await AddAsync(new("lamp", 0));
await AddAsync(new("spaceship", 1));

var cart = engine.Client.GetWorkflowHandle<CartWorkflow, Cart>("cart-ada");
await cart.SignalAsync(CartWorkflowCalls.Remove("rug"));
var contents = await cart.QueryAsync(CartWorkflowCalls.Contents);
Console.WriteLine($"in the cart: {string.Join(", ", contents.Lines.Select(line => $"{line.Quantity} {line.Sku}"))}");

await cart.ExecuteUpdateAsync(CartWorkflowCalls.CheckOut());
var ordered = await cart.GetResultAsync();
Console.WriteLine($"ordered for {ordered.Total:0.00}");
await Timeline.ShowAsync(cart);

async Task AddAsync(Item item)
{
    // The first item starts the cart: in one step, so that two first items make one cart.
    var start = WithStartWorkflowOperation.Create(
        CartWorkflowCalls.Run(Cart.EmptyOf("Ada")),
        new("cart-ada", TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
    try
    {
        var total = await engine.Client.ExecuteUpdateWithStartWorkflowAsync(CartWorkflowCalls.Add(item), new(start));
        Console.WriteLine($"{item.Quantity} {item.Sku}: {total:0.00} in total");
    }
    catch (WorkflowUpdateFailedException refused)
    {
        Console.WriteLine($"{item.Quantity} {item.Sku}: refused, {refused.GetBaseException().Message}");
    }
}
