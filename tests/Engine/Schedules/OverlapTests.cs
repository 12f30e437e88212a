using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Engine.Schedules;

namespace Cairn.Tests.Engine.Schedules;

/// <summary>What becomes of a time while the workflow of an earlier one still runs.</summary>
public sealed class OverlapTests
{
    [Fact]
    public void Skip_leaves_times_out_until_the_workflow_closes()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.Unspecified);
        story.Pass("00:30");
        Assert.Equal("start 00:10", story.Told);
        Assert.Equal(2, story.State.Info.OverlapSkipped);
        story.Close(1);
        Assert.Equal("", story.Told);
        story.Pass("00:10");
        Assert.Equal("start 00:40", story.Told);
    }

    [Fact]
    public void Buffer_one_keeps_a_single_time()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.BufferOne);
        story.Pass("00:40");
        Assert.Equal("start 00:10", story.Told);
        Assert.Equal(2, story.State.Info.OverlapSkipped);
        story.Close(1);
        Assert.Equal("start 00:20", story.Told);
        story.Close(2);
        Assert.Equal("", story.Told);
    }

    [Fact]
    public void Buffer_all_keeps_every_time_and_starts_one_after_the_other()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.BufferAll);
        story.Pass("00:30");
        Assert.Equal("start 00:10", story.Told);
        Assert.Equal(0, story.State.Info.OverlapSkipped);
        story.Close(1);
        Assert.Equal("start 00:20", story.Told);
        story.Close(2);
        Assert.Equal("start 00:30", story.Told);
        story.Close(3);
        Assert.Equal("", story.Told);
    }

    [Fact]
    public void A_start_that_is_refused_holds_up_none_of_those_that_wait()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.BufferAll);
        story.Pass("00:30");
        Assert.Equal("start 00:10", story.Told);
        story.Trigger();
        story.Trigger();
        story.Patch(new SchedulePatch { Pause = "enough" });
        story.Refusals = 1;
        story.Close(1);
        Assert.Equal("refused 00:30", story.Told);
        // No workflow runs whose end would wake the schedule, so it has to wake by itself.
        Assert.Equal(story.Now, AdvanceSchedule.NextTime(story.Turn));
        story.Pass("00:00");
        Assert.Equal("start 00:30", story.Told);
    }

    [Fact]
    public void Buffer_all_keeps_no_more_than_a_thousand()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.BufferAll);
        story.Pass("7.00:00");
        Assert.Equal(1000, story.State.Waiting.Count);
        Assert.Equal(7, story.State.Info.BufferDropped); // 1,008 times: one runs, 1,000 wait.
    }

    [Theory]
    [InlineData(ScheduleOverlapPolicy.CancelOther, "cancel")]
    [InlineData(ScheduleOverlapPolicy.TerminateOther, "terminate")]
    public void The_other_workflow_is_ended_and_the_start_waits_for_that(ScheduleOverlapPolicy policy, string verb)
    {
        var story = ScheduleStory.With(policy);
        story.Pass("00:20");
        Assert.Equal($"start 00:10, {verb} run 1", story.Told);
        story.Pass("00:10");
        Assert.Equal($"{verb} run 1, {verb} run 1", story.Told); // Asked at each wake; one request id makes it one.
        Assert.Equal(1, story.State.Info.OverlapSkipped);
        story.Close(1, status: WorkflowExecutionStatus.Canceled);
        Assert.Equal("start 00:30", story.Told);
    }

    [Fact]
    public void Of_several_times_at_once_only_the_last_starts_that_would_end_the_others()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.TerminateOther);
        story.Sleep("00:30");
        story.Wake();
        Assert.Equal("start 00:30", story.Told);
        Assert.Equal(2, story.State.Info.OverlapSkipped);
    }

    [Fact]
    public void Allow_all_starts_beside_what_runs_and_waits_for_nothing()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.AllowAll);
        story.Pass("00:30");
        Assert.Equal("start 00:10, start 00:20, start 00:30", story.Told);
        Assert.Empty(Cairn.Engine.Schedules.ScheduleViews.Describe(story.Turn).Info.RunningWorkflows);
    }

    [Fact]
    public void A_trigger_can_have_a_policy_of_its_own()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.Skip);
        story.Pass("00:15");
        story.Trigger();
        story.Trigger(ScheduleOverlapPolicy.BufferOne);
        story.Trigger(ScheduleOverlapPolicy.AllowAll);
        Assert.Equal("start 00:10, start 00:15", story.Told);
        Assert.Equal(1, story.State.Info.OverlapSkipped);
        story.Close(1);
        Assert.Equal("start 00:15", story.Told);
    }
}
