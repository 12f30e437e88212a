using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Activities that take too long, or that nobody takes.</summary>
internal static class ActivityTimeouts
{
    public static IEnumerable<Twin> Twins =>
    [
        new("activity-start-to-close-timeout", async play => await play.EndAsync(
            await play.StartAsync((ActivityStartToClose w) => w.RunAsync()))),
        new("activity-schedule-to-start-timeout", async play => await play.EndAsync(
            await play.StartAsync((ActivityScheduleToStart w) => w.RunAsync()))),
    ];

    [Workflow("activityStartToClose")]
    public sealed class ActivityStartToClose
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteActivityAsync(
            () => Acts.SlowAsync(30_000),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(1),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(20), MaximumAttempts = 2 },
            });
    }

    [Workflow("activityScheduleToStart")]
    public sealed class ActivityScheduleToStart
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteActivityAsync(
            () => Acts.Greet("x"),
            new()
            {
                TaskQueue = "nobody-polls-here",
                ScheduleToStartTimeout = TimeSpan.FromSeconds(1),
                StartToCloseTimeout = TimeSpan.FromSeconds(5),
            });
    }
}
