using AotWorker;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Embedded;
using Cairn.Exceptions;
using Cairn.Worker;

const string TaskQueue = "deliveries";
var converter = DataConverter.ForJson(DeliveryJson.Default);
if (args is [var address])
{
    var client = await CairnClient.ConnectAsync(new(address) { DataConverter = converter });
    using var worker = new CairnWorker(client, Configure(new CairnWorkerOptions(TaskQueue)));
    using var stop = new CancellationTokenSource();
    var running = worker.ExecuteAsync(stop.Token);
    await DeliverAsync(client);
    await stop.CancelAsync();
    await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
else
{
    await using var engine = await CairnEngine.StartAsync(new() { DataConverter = converter });
    await using var worker = engine.StartWorker(TaskQueue, options => Configure(options));
    await DeliverAsync(engine.Client);
}

static CairnWorkerOptions Configure(CairnWorkerOptions options) => options
    .AddWorkflow<DeliveryWorkflow>()
    .AddWorkflow<LabelWorkflow>()
    .AddAllActivities(new DeliveryActivities());

static async Task DeliverAsync(ICairnClient client)
{
    var handle = await client.StartWorkflowAsync(
        DeliveryWorkflowCalls.Run(new("p-1", "Ada")), new($"delivery-{Guid.NewGuid()}", TaskQueue));
    try
    {
        await handle.ExecuteUpdateAsync(DeliveryWorkflowCalls.Redirect(""));
    }
    catch (WorkflowUpdateFailedException refused)
    {
        Console.WriteLine($"refused: {refused.InnerException?.Message}");
    }

    await handle.ExecuteUpdateAsync(DeliveryWorkflowCalls.Redirect("2 Bridge Road"));
    Console.WriteLine($"status known: {(await handle.QueryAsync(DeliveryWorkflowCalls.Status)).Length > 0}");
    await handle.SignalAsync(DeliveryWorkflowCalls.Sign("Bo"));
    var receipt = await handle.GetResultAsync();
    Console.WriteLine($"label {receipt.Label}, to {receipt.Address}, signed by {receipt.SignedBy}");
}
