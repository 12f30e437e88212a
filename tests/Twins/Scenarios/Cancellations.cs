using Cairn.Api.Enums.V1;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Workflows that are asked to stop.</summary>
internal static class Cancellations
{
    public static IEnumerable<Twin> Twins =>
    [
        new("cancel-with-cleanup", async play =>
        {
            var handle = await play.StartAsync((Cancellable w) => w.RunAsync());
            await play.ReachedAsync(handle, EventType.TimerStarted);
            await handle.CancelAsync();
            await play.EndAsync(handle);
        }),
        new("cancel-activity-and-wait", async play =>
        {
            var handle = await play.StartAsync((ActivityCancelled w) => w.RunAsync());
            await Play.UntilAsync(async () => (await handle.DescribeAsync()).PendingActivities
                .Any(activity => activity.State == PendingActivityState.Started));
            await handle.CancelAsync();
            await play.EndAsync(handle);
        }),
    ];

    [Workflow("cancellable")]
    public sealed class Cancellable
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromHours(1));
            }
            catch (OperationCanceledException)
            {
                var options = Acts.Quick;
                options.CancellationToken = CancellationToken.None;
                await Workflow.ExecuteActivityAsync(() => Acts.Release("on cancel"), options);
                throw;
            }
        }
    }

    [Workflow("activityCancelled")]
    public sealed class ActivityCancelled
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            () => Acts.UntilCancelledAsync(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(30),
                HeartbeatTimeout = TimeSpan.FromSeconds(5),
                CancellationType = ActivityCancellationType.WaitCancellationCompleted,
                RetryPolicy = new() { MaximumAttempts = 1 },
            });
    }
}
