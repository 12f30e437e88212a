using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Activities that succeed, now or later, and those that never do.</summary>
internal static class Attempts
{
    public static IEnumerable<Twin> Twins =>
    [
        new("one-activity", async play => await play.EndAsync(
            await play.StartAsync((OneActivity w) => w.RunAsync("Ada")))),
        new("activity-retries", async play => await play.EndAsync(
            await play.StartAsync((ActivityRetries w) => w.RunAsync()))),
        new("activity-non-retryable", async play => await play.EndAsync(
            await play.StartAsync((ActivityNonRetryable w) => w.RunAsync()))),
        new("activity-non-retryable-type", async play => await play.EndAsync(
            await play.StartAsync((ActivityNonRetryableType w) => w.RunAsync()))),
        new("activity-maximum-attempts", async play => await play.EndAsync(
            await play.StartAsync((ActivityMaxAttempts w) => w.RunAsync()))),
    ];

    [Workflow("oneActivity")]
    public sealed class OneActivity
    {
        [WorkflowRun]
        public Task<string> RunAsync(string name) =>
            Workflow.ExecuteActivityAsync(() => Acts.Greet(name), Acts.Quick);
    }

    [Workflow("activityRetries")]
    public sealed class ActivityRetries
    {
        [WorkflowRun]
        public Task<int> RunAsync() => Workflow.ExecuteActivityAsync(() => Acts.FailTwice(), Acts.Quick);
    }

    [Workflow("activityNonRetryable")]
    public sealed class ActivityNonRetryable
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(() => Acts.FailForGood(), Acts.Quick);
    }

    [Workflow("activityNonRetryableType")]
    public sealed class ActivityNonRetryableType
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            () => Acts.FailWithType("Fatal"),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(5),
                RetryPolicy = new() { NonRetryableErrorTypes = ["Fatal"] },
            });
    }

    [Workflow("activityMaxAttempts")]
    public sealed class ActivityMaxAttempts
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            () => Acts.FailWithType("Busy"),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(5),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(20), MaximumAttempts = 3 },
            });
    }
}
