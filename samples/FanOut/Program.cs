using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using FanOut;
using Samples;
using Samples.Timelines;
using Spectre.Console;

const string TaskQueue = "survey";
var arguments = SampleArguments.Read(args, "--children", "--activities");
var survey = new Survey(arguments.Number("--children", 20), arguments.Number("--activities", 25));
var shops = new Shops();
using var data = arguments.OpenData();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });
await using var worker = engine.StartWorker(TaskQueue, options => options
    .AddWorkflow<SurveyWorkflow>()
    .AddWorkflow<RegionWorkflow>()
    .AddAllActivities(shops));

var handle = await engine.Client.StartWorkflowAsync(
    SurveyWorkflowCalls.Run(survey),
    new("survey", TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
var result = handle.GetResultAsync();
await AnsiConsole.Progress().StartAsync(async progress =>
{
    var regionsDone = progress.AddTask("regions", maxValue: survey.Regions);
    var shopsDone = progress.AddTask("shops", maxValue: survey.Regions * survey.ShopsPerRegion);
    while (!progress.IsFinished && !result.IsCompleted)
    {
        await Task.WhenAny(result, Task.Delay(TimeSpan.FromMilliseconds(200)));
        regionsDone.Value = await handle.QueryAsync(SurveyWorkflowCalls.RegionsDone);
        shopsDone.Value = shops.Answers;
    }
});

var stock = await result;
Console.WriteLine($"{stock.Pieces} pieces in {stock.Shops} shops; {stock.Closed} shops are closed");
await Timeline.ShowAsync(handle);
await Timeline.ShowAsync(engine.Client.GetWorkflowHandle("survey/region-1"));
