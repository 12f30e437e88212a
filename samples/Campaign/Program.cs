using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Testing;
using Campaign;
using Samples;
using Samples.Timelines;

const string TaskQueue = "campaign";
SampleArguments.Read(args);
await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
var start = await env.GetCurrentTimeAsync();
await using var worker = await env.StartWorkerAsync(TaskQueue, options => options
    .AddWorkflow<CampaignWorkflow>()
    .AddWorkflow<NewsletterWorkflow>()
    .AddAllActivities(new Mail(env, start, ["ada", "bo"])));

// Every Monday at nine. If an issue still goes out when the next one is due, that one waits for it.
var newsletter = await env.Client.CreateScheduleAsync("newsletter", new(
    ScheduleActionStartWorkflow.Create(NewsletterWorkflowCalls.Run(), new("newsletter", TaskQueue)),
    new() { Calendars = [new() { DayOfWeek = [new(1)], Hour = [new(9)] }] })
{
    Policy = new() { Overlap = ScheduleOverlapPolicy.BufferOne },
});

CampaignStep[] steps =
[
    new(TimeSpan.FromMinutes(1), "welcome"),
    new(TimeSpan.FromDays(3), "tips"),
    new(TimeSpan.FromDays(7), "offer"),
    new(TimeSpan.FromDays(30), "survey"),
];
var ada = await StartAsync("ada");
var bo = await StartAsync("bo");

await env.DelayAsync(TimeSpan.FromDays(14));
await bo.SignalAsync(CampaignWorkflowCalls.Unsubscribe());
Console.WriteLine($"bo: {await bo.GetResultAsync()}");
await Timeline.ShowAsync(bo);

// The wait for a result lets the time pass, too. (A closed workflow is kept for three days, unless one says otherwise.)
Console.WriteLine($"ada: {await ada.GetResultAsync()}");
Console.WriteLine($"newsletters: {(await newsletter.DescribeAsync()).Info.NumActions}");
await Timeline.ShowAsync(ada);

Task<WorkflowHandle<CampaignWorkflow, string>> StartAsync(string customer) => env.Client.StartWorkflowAsync(
    CampaignWorkflowCalls.Run(new(customer, steps)), new($"campaign-{customer}", TaskQueue));
