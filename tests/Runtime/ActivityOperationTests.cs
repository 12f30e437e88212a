using Cairn.Api.Enums.V1;
using Cairn.Runtime;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

/// <summary>What people do with pending activities, as their workers see it.</summary>
public sealed class ActivityOperationTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task What_was_offered_before_an_activity_was_held_back_is_not_handed_out()
    {
        await using var harness = await ScheduledAsync();
        await harness.Service.PauseActivityAsync(
            new() { Namespace = "default", Execution = new() { WorkflowId = "w" }, Id = "1" });
        Assert.True((await harness.PeekActivityAsync()).TaskToken.IsEmpty);
        await harness.Service.UnpauseActivityAsync(
            new() { Namespace = "default", Execution = new() { WorkflowId = "w" }, UnpauseAll = true });
        Assert.Equal("1", (await harness.PollActivityAsync()).ActivityId);
        Assert.True((await harness.PeekActivityAsync()).TaskToken.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_hears_of_it_by_its_heartbeat(bool byId)
    {
        await using var harness = await ScheduledAsync();
        var task = await harness.PollActivityAsync();
        await harness.Service.PauseActivityAsync(
            new() { Namespace = "default", Execution = new() { WorkflowId = "w" }, Type = "A" });
        Assert.Equal((true, false), await HeartbeatAsync(harness, task.TaskToken, byId));
        await harness.Service.ResetActivityAsync(
            new() { Namespace = "default", Execution = new() { WorkflowId = "w" }, MatchAll = true });
        Assert.Equal((false, true), await HeartbeatAsync(harness, task.TaskToken, byId));
    }

    [Fact]
    public async Task An_activity_that_is_let_go_begins_within_the_jitter()
    {
        await using var harness = await ScheduledAsync();
        await harness.Service.PauseActivityAsync(
            new() { Namespace = "default", Execution = new() { WorkflowId = "w" }, Id = "1" });
        await harness.Service.UnpauseActivityAsync(new()
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "w" },
            Id = "1",
            Jitter = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
        });
        var described = (await harness.DescribeAsync("w")).PendingActivities.Single();
        var due = described.ScheduledTime.ToDateTimeOffset() - time.GetUtcNow();
        Assert.InRange(due, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var poll = harness.PollActivityAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("1", (await poll).ActivityId);
    }

    [Fact]
    public async Task Options_that_were_changed_are_told_and_count_from_now_on()
    {
        await using var harness = await ScheduledAsync();
        await harness.PollActivityAsync();
        var answer = await harness.Service.UpdateActivityOptionsAsync(new()
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "w" },
            Id = "1",
            ActivityOptions = new() { StartToCloseTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)) },
            UpdateMask = new() { Paths = { "start_to_close_timeout" } },
        });
        Assert.Equal(TimeSpan.FromSeconds(5), answer.ActivityOptions.StartToCloseTimeout.ToTimeSpan());
        time.Advance(TimeSpan.FromSeconds(5));
        var attempts = (await harness.DescribeAsync("w")).PendingActivities.Single().Attempt;
        Assert.Equal(2, attempts); // The first one has timed out.
    }

    private static async Task<(bool Paused, bool Reset)> HeartbeatAsync(
        Harness harness, Google.Protobuf.ByteString token, bool byId)
    {
        if (byId)
        {
            var answer = await harness.Service.RecordActivityTaskHeartbeatByIdAsync(
                new() { Namespace = "default", WorkflowId = "w", ActivityId = "1" });
            return (answer.ActivityPaused, answer.ActivityReset);
        }

        var answered = await harness.Service.RecordActivityTaskHeartbeatAsync(
            new() { Namespace = "default", TaskToken = token });
        return (answered.ActivityPaused, answered.ActivityReset);
    }

    private async Task<Harness> ScheduledAsync()
    {
        var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1"));
        Assert.Equal(
            PendingActivityState.Scheduled, (await harness.DescribeAsync("w")).PendingActivities.Single().State);
        return harness;
    }
}
