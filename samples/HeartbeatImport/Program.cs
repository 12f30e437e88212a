using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using HeartbeatImport;
using Samples;
using Samples.Timelines;

const string TaskQueue = "imports";
var arguments = SampleArguments.Read(args, "--lines", "--crash-after");
using var data = arguments.OpenData();
var file = data.File("customers.csv");
if (!File.Exists(file))
{
    await File.WriteAllLinesAsync(
        file, Enumerable.Range(1, arguments.Number("--lines", 10_000)).Select(id => $"{id},Customer {id}"));
}

var customers = new CustomerTable(data.File("customers.db"));
await customers.CreateAsync();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });
await using var worker = engine.StartWorker(TaskQueue, options =>
{
    options.AddWorkflow<ImportWorkflow>().AddAllActivities(new Imports(customers));
    // The more often heartbeats are sent, the fewer lines are written again after a crash.
    options.MaxHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(500);
});

// If it runs already, because an earlier run of this program died, this joins it.
var import = await engine.Client.StartWorkflowAsync(
    ImportWorkflowCalls.Run(file),
    new("import", TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
if (arguments.Text("--crash-after") is not null)
{
    await new CrashPoint(arguments.Number("--crash-after", 1)).WatchAsync(import);
}

var lines = await import.GetResultAsync();
var (count, writtenAgain) = await customers.CountAsync();
Console.WriteLine($"{lines} lines imported; {count} customers, {writtenAgain} of them written more than once");
await Timeline.ShowAsync(import);
