using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class IdempotencyKeyTests : EngineTest
{
    [Fact]
    public async Task All_attempts_of_an_activity_share_its_key_and_no_other_activity_has_it()
    {
        var work = new Flaky();
        await using var worker = StartWorker(options => options.AddWorkflow<Calls>().AddAllActivities(work));
        var handle = await Client.StartWorkflowAsync((Calls w) => w.RunAsync(), Id());
        await SoonAsync(handle.GetResultAsync());
        Assert.Equal(9, work.Seen.Count);
        Assert.Equal(3, work.Seen.Select(seen => seen.Key).Distinct().Count());
        Assert.All(work.Seen.GroupBy(seen => seen.Key), attempts => Assert.Equal(3, attempts.Count()));

        // A local activity that pauses for long is another call afterwards, with another id.
        Assert.Equal(5, work.Seen.Select(seen => seen.Id).Distinct().Count());
    }

    [Workflow]
    public class Calls
    {
        private static readonly Cairn.Common.RetryPolicy Soon =
            new() { InitialInterval = TimeSpan.FromMilliseconds(2), BackoffCoefficient = 1 };

        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.ExecuteActivityAsync(
                (Flaky flaky) => flaky.Work(),
                new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = Soon });
            await Workflow.ExecuteActivityAsync(
                (Flaky flaky) => flaky.Work(),
                new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = Soon });
            await Workflow.ExecuteLocalActivityAsync(
                (Flaky flaky) => flaky.Work(),
                new()
                {
                    StartToCloseTimeout = TimeSpan.FromMinutes(1),
                    RetryPolicy = Soon,
                    LocalRetryThreshold = TimeSpan.FromMilliseconds(1),
                });
        }
    }

    public sealed class Flaky
    {
        public ConcurrentQueue<(string Key, string Id)> Seen { get; } = [];

        [Activity]
        public void Work()
        {
            var context = ActivityExecutionContext.Current;
            Seen.Enqueue((context.IdempotencyKey, context.Info.ActivityId));
            if (context.Info.Attempt < 3)
            {
                throw new IOException("not yet");
            }
        }
    }
}
