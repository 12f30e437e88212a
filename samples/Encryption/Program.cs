using System.Text;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Embedded;
using Cairn.Exceptions;
using Encryption;
using Samples;
using Samples.Timelines;

const string TaskQueue = "payments";
const string GoodCard = "4111 1111 1111 1111";
const string DeclinedCard = "4000 0000 0000 0002";
using var data = SampleArguments.Read(args).OpenData();

await using (var engine = await StartAsync("plain", DataConverter.Default))
{
    await PayAsync(engine, "order-1");
}

await using (var engine = await StartAsync("encrypted", With(new KeyRing("key-1"))))
{
    await PayAsync(engine, "order-1");
}

// Later the key is another one. What was written before stays readable with the old one.
await using (var engine = await StartAsync("encrypted", With(new KeyRing("key-2", "key-1"))))
{
    await PayAsync(engine, "order-2");
    var older = engine.Client.GetWorkflowHandle<PaymentWorkflow, string>("order-1");
    Console.WriteLine($"order-1, written with key-1: {await older.GetResultAsync()}");
    await ShowInputAsync(engine.Client.GetWorkflowHandle("order-2"));
    await Timeline.ShowAsync(engine.Client.GetWorkflowHandle("order-2"));
}

foreach (var name in new[] { "plain", "encrypted" })
{
    var stored = await File.ReadAllBytesAsync(data.File($"{name}.db"));
    Console.WriteLine($"{name}.db: good card {Find(stored, GoodCard)}, declined card {Find(stored, DeclinedCard)}");
}

async Task<CairnEngine> StartAsync(string name, DataConverter converter)
{
    var engine = await CairnEngine.StartAsync(
        new() { DatabasePath = data.File($"{name}.db"), DataConverter = converter });
    engine.StartWorker(TaskQueue, options => options.AddWorkflow<PaymentWorkflow>().AddAllActivities(new Cards()));
    return engine;
}

static DataConverter With(KeyRing keys) => DataConverter.Default with
{
    PayloadCodec = new AesGcmCodec(keys),
    FailureConverter = new EncryptedFailureConverter(),
};

static async Task PayAsync(CairnEngine engine, string orderId)
{
    var receipt = await engine.Client.ExecuteWorkflowAsync(
        PaymentWorkflowCalls.Run(new(orderId, 49.90m, GoodCard)), new(orderId, TaskQueue));
    Console.WriteLine($"{orderId}: {receipt}");
    try
    {
        await engine.Client.ExecuteWorkflowAsync(
            PaymentWorkflowCalls.Run(new(orderId, 49.90m, DeclinedCard)), new($"{orderId}-declined", TaskQueue));
    }
    catch (WorkflowFailedException failed)
    {
        Console.WriteLine($"{orderId}: {failed.GetBaseException().Message}");
    }
}

static async Task ShowInputAsync(WorkflowHandle handle)
{
    var history = await handle.FetchHistoryAsync();
    var input = history.Events.First().WorkflowExecutionStartedEventAttributes.Input.Payloads_[0];
    Console.WriteLine(
        $"in the history of {handle.Id}: {input.Metadata["encoding"].ToStringUtf8()} "
        + $"by {input.Metadata["key"].ToStringUtf8()}, {Convert.ToHexString(input.Data.Span[..16])}...");
}

static string Find(byte[] stored, string card) =>
    stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(card)) < 0 ? "not found" : "found";
