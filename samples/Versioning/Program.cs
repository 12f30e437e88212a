using Cairn.Client;
using Cairn.Embedded;
using Samples;
using Samples.Timelines;
using Versioning;

const string TaskQueue = "subscriptions";
var arguments = SampleArguments.Read(args, "--record");
if (arguments.Text("--record") is { } target)
{
    var recordings = new Histories(target);
    await recordings.RecordAsync<Versioning.Generation1.SubscriptionWorkflow>("generation-1");
    await recordings.RecordAsync<Versioning.Generation2.SubscriptionWorkflow>("generation-2");
    await recordings.RecordAsync<Versioning.Generation3.SubscriptionWorkflow>("generation-3");
    return;
}

Console.WriteLine("Histories of all generations, replayed by the code of today:");
var histories = new Histories(Path.Combine(AppContext.BaseDirectory, "histories"));
foreach (var (history, failure) in await histories.ReplayAsync<Versioning.Generation3.SubscriptionWorkflow>())
{
    Console.WriteLine($"  {history.Id}: {failure?.Message ?? "replays"}");
}

Console.WriteLine("The first of them, if the welcome had been added without Patched:");
var careless = await histories.ReplayAsync<Versioning.Careless.SubscriptionWorkflow>();
Console.WriteLine($"  {careless[0].ReplayFailure?.Message ?? "replays"}");

Console.WriteLine("A deploy in the middle of a run: generation 1 begins it, generation 3 ends it.");
using var data = arguments.OpenData();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });
WorkflowHandle<Versioning.Generation1.SubscriptionWorkflow, decimal> old;
await using (StartWorker<Versioning.Generation1.SubscriptionWorkflow>())
{
    old = await engine.Client.StartWorkflowAsync(
        Versioning.Generation1.SubscriptionWorkflowCalls.Run(new("ada", TimeSpan.FromSeconds(1))),
        new("subscription-ada", TaskQueue));
    while ((await old.DescribeAsync()).HistoryLength < 5)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20));
    }
}

await using var worker = StartWorker<Versioning.Generation3.SubscriptionWorkflow>();
await old.GetResultAsync();

Console.WriteLine("A run that begins now:");
var current = await engine.Client.StartWorkflowAsync(
    Versioning.Generation3.SubscriptionWorkflowCalls.Run(new("bo", TimeSpan.FromMilliseconds(100))),
    new("subscription-bo", TaskQueue));
await current.GetResultAsync();
await Timeline.ShowAsync(old);
await Timeline.ShowAsync(current);

EmbeddedWorker StartWorker<TWorkflow>() => engine.StartWorker(
    TaskQueue, options => options.AddWorkflow<TWorkflow>().AddAllActivities(new Billing()));
