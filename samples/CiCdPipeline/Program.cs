using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using CiCdPipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Samples;
using Samples.Timelines;

const string TaskQueue = "pipelines";
var center = new DataCenter();
using var data = SampleArguments.Read(args).OpenData();
await using var engine = await CairnEngine.StartAsync(new()
{
    DatabasePath = data.Database,
    LoggerFactory = NullLoggerFactory.Instance, // a suite fails on purpose
});
await using var worker = engine.StartWorker(TaskQueue, options =>
{
    options.AddWorkflow<PipelineWorkflow>().AddAllActivities(center);
    // A step notices that it is cancelled by the answer to a heartbeat.
    options.MaxHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(300);
});

var good = await StartAsync(new("release-1", ["unit", "ui", "load"]));
await ReportAsync(good);

var failing = await StartAsync(new("release-2", ["unit", "broken", "very long load"]));
await ReportAsync(failing);

var stopped = await StartAsync(new("release-3", ["unit"]));
while (await stopped.QueryAsync(PipelineWorkflowCalls.Stage) != "deploying")
{
    await Task.Delay(TimeSpan.FromMilliseconds(50));
}

await stopped.CancelAsync(new() { Reason = "The shop is about to open" });
await ReportAsync(stopped);

await Timeline.ShowAsync(good);
await Timeline.ShowAsync(failing);
await Timeline.ShowAsync(stopped);

Task<WorkflowHandle<PipelineWorkflow, string>> StartAsync(Release release) =>
    engine.Client.StartWorkflowAsync(PipelineWorkflowCalls.Run(release), new(release.Id, TaskQueue));

async Task ReportAsync(WorkflowHandle<PipelineWorkflow, string> release)
{
    try
    {
        Console.WriteLine($"{release.Id}: {await release.GetResultAsync()} is deployed");
    }
    catch (WorkflowFailedException failed)
    {
        Console.WriteLine($"{release.Id}: {failed.GetBaseException().Message}");
    }

    var versions = string.Join(", ", center.Servers.Distinct());
    Console.WriteLine($"servers: {versions}; environments left: {center.Environments.Count()}");
}
