using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Engine.Schedules;

public sealed class ScheduleStoryTests
{
    [Fact]
    public void A_start_has_an_id_an_attribute_and_a_request_id_of_its_time()
    {
        var story = new ScheduleStory { CanStart = false };
        story.Pass("00:10");
        var due = story.State.Starting.Single();
        var request = ScheduledStart.Request(story.State, due);
        Assert.Equal("w-2030-01-01T00:10:00Z", request.WorkflowId);
        Assert.Equal("\"2030-01-01T00:10:00Z\"", Attribute("TemporalScheduledStartTime"));
        Assert.Equal("\"s\"", Attribute("TemporalScheduledById"));
        Assert.Equal(WorkflowIdReusePolicy.RejectDuplicate, request.WorkflowIdReusePolicy);

        var again = new ScheduleStory { CanStart = false };
        again.Pass("00:10");
        Assert.Equal(due.RequestId, again.State.Starting.Single().RequestId);
        again.Pass("00:10");
        Assert.Equal(due.RequestId, again.State.Starting.Single().RequestId);
        again.Trigger(ScheduleOverlapPolicy.AllowAll);
        Assert.Equal(2, again.State.Starting.Select(start => start.RequestId).Distinct().Count());

        string Attribute(string name) => request.SearchAttributes.IndexedFields[name].Data.ToStringUtf8();
    }

    [Fact]
    public void Starts_of_one_second_have_ids_of_their_own_which_stay_when_the_definition_changes()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.AllowAll);
        story.Trigger();
        story.CanStart = false;
        story.Trigger();
        story.Trigger();
        Assert.Equal("w-2030-01-01T00:00:00Z", story.State.Running.Single().Execution.WorkflowId);
        Assert.Equal(["w-2030-01-01T00:00:00Z-3", "w-2030-01-01T00:00:00Z-5"], Ids());
        story.Do(turn => turn.State.Schedule.Action.StartWorkflow.WorkflowId = "other");
        Assert.Equal(["w-2030-01-01T00:00:00Z-3", "w-2030-01-01T00:00:00Z-5"], Ids());

        IEnumerable<string> Ids() =>
            story.State.Starting.Select(start => ScheduledStart.Request(story.State, start).WorkflowId);
    }

    [Fact]
    public void The_workflow_id_can_stay_as_it_is()
    {
        var story = new ScheduleStory(request => request.Schedule.Policies.KeepOriginalWorkflowId = true);
        story.Pass("00:10");
        Assert.Equal("w", story.State.Running.Single().Execution.WorkflowId);
    }

    [Fact]
    public void A_start_whose_outcome_is_unknown_is_asked_for_again_and_nothing_else_comes_before_it()
    {
        var story = ScheduleStory.With(ScheduleOverlapPolicy.BufferAll);
        story.CanStart = false;
        story.Pass("00:25");
        Assert.Equal("", story.Told);
        story.CanStart = true;
        story.Wake();
        Assert.Equal("start 00:10", story.Told);
        story.Close(1);
        Assert.Equal("start 00:20", story.Told);
    }

    [Fact]
    public void A_start_that_is_refused_is_given_up()
    {
        var story = new ScheduleStory { CanStart = false };
        story.Pass("00:10");
        story.Do(turn => RecordAction.Refused(turn, story.State.Starting.Single(), "no"));
        Assert.EndsWith(" could not be started: no", story.State.Info.InvalidScheduleError, StringComparison.Ordinal);
        story.CanStart = true;
        story.Pass("00:10");
        Assert.Equal("start 00:20", story.Told);
        Assert.Equal(1, story.State.Info.OverlapSkipped);
        Assert.Equal(1, story.State.Info.ActionCount);
        Assert.Empty(story.State.Info.InvalidScheduleError);
    }

    [Fact]
    public void Times_that_were_missed_are_made_up_for_within_the_window()
    {
        var story = new ScheduleStory(request =>
        {
            request.Schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.AllowAll;
            request.Schedule.Policies.CatchupWindow = Duration.FromTimeSpan(TimeSpan.FromMinutes(20));
        });
        story.Sleep("01:05");
        story.Wake();
        Assert.Equal("start 00:50, start 01:00", story.Told);
        Assert.Equal(4, story.State.Info.MissedCatchupWindow);
    }

    [Fact]
    public void The_window_is_ten_seconds_at_least_and_a_year_unless_it_is_set()
    {
        var story = new ScheduleStory(r => r.Schedule.Policies.CatchupWindow = new Duration { Nanos = 1 });
        Assert.Equal(TimeSpan.FromSeconds(10), story.State.Schedule.Policies.CatchupWindow.ToTimeSpan());
        Assert.Equal(
            TimeSpan.FromDays(365), new ScheduleStory().State.Schedule.Policies.CatchupWindow.ToTimeSpan());
    }

    [Fact]
    public void A_long_absence_is_looked_at_piece_by_piece()
    {
        var day = Duration.FromTimeSpan(TimeSpan.FromDays(1));
        var story = new ScheduleStory(request => request.Schedule.Policies.CatchupWindow = day);
        story.Sleep("365.00:00");
        story.Wake();
        Assert.True(AdvanceSchedule.NextTime(story.Turn) <= story.Now);
        story.Pass("00:00");
        Assert.Equal("start 00:00", story.Told);
        Assert.Equal((364 * 144) - 1, story.State.Info.MissedCatchupWindow);
        Assert.Equal(144, story.State.Info.OverlapSkipped);
    }

    [Fact]
    public void A_paused_schedule_does_nothing_by_itself_and_makes_up_for_nothing_later()
    {
        var story = new ScheduleStory();
        story.Patch(new SchedulePatch { Pause = "not now" });
        Assert.Null(AdvanceSchedule.NextTime(story.Turn));
        story.Pass("00:30");
        story.Trigger();
        Assert.Equal("start 00:30", story.Told);
        story.Close(1);
        Assert.Equal("not now", story.State.Schedule.State.Notes);
        story.Patch(new SchedulePatch { Unpause = "again" });
        Assert.Equal("again", story.State.Schedule.State.Notes);
        story.Pass("00:10");
        Assert.Equal("start 00:40", story.Told);
    }

    [Fact]
    public void A_failure_or_a_timeout_pauses_a_schedule_that_asks_for_it()
    {
        var story = new ScheduleStory(request => request.Schedule.Policies.PauseOnFailure = true);
        story.Pass("00:10");
        story.Close(1, status: WorkflowExecutionStatus.Terminated);
        Assert.False(story.State.Schedule.State.Paused);
        story.Pass("00:10");
        story.Fail(2);
        Assert.True(story.State.Schedule.State.Paused);
        Assert.Equal(
            "paused due to workflow failure: w-2030-01-01T00:20:00Z: no", story.State.Schedule.State.Notes);
        story.Patch(new SchedulePatch { Unpause = "again" });
        story.Pass("00:10");
        story.Close(3, status: WorkflowExecutionStatus.TimedOut);
        Assert.Equal(
            "paused due to workflow timeout: w-2030-01-01T00:30:00Z", story.State.Schedule.State.Notes);
    }

    [Fact]
    public void The_next_workflow_is_given_the_last_result_and_the_failure_since()
    {
        var story = new ScheduleStory();
        story.Pass("00:10");
        var result = new Api.Common.V1.Payloads { Payloads_ = { new Api.Common.V1.Payload() } };
        story.Close(1, new() { WorkflowExecutionCompletedEventAttributes = new() { Result = result } });
        Assert.Equal(result, Next().LastCompletionResult);
        story.Pass("00:10");
        story.Fail(2);
        Assert.Equal(result, Next().LastCompletionResult);
        Assert.Equal("no", Next().ContinuedFailure.Message);
        story.Pass("00:10");
        story.Close(3, new() { WorkflowExecutionCompletedEventAttributes = new() });
        Assert.Null(Next().LastCompletionResult);
        Assert.Null(Next().ContinuedFailure);

        StartWorkflowExecutionRequest Next() =>
            ScheduledStart.Request(story.State, new DueStart { Nominal = new Timestamp() });
    }

    [Fact]
    public void Actions_can_be_limited_and_a_trigger_does_not_count()
    {
        var story = new ScheduleStory(request =>
        {
            request.Schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.AllowAll;
            request.Schedule.State.LimitedActions = true;
            request.Schedule.State.RemainingActions = 2;
        });
        Assert.Equal(2, ScheduleViews.Describe(story.Turn).Info.FutureActionTimes.Count);
        story.Trigger();
        story.Pass("01:00");
        Assert.Equal("start 00:00, start 00:10, start 00:20", story.Told);
        Assert.Equal(0, story.State.Schedule.State.RemainingActions);
        Assert.Empty(ScheduleViews.Describe(story.Turn).Info.FutureActionTimes);
        story.Trigger();
        Assert.Equal("start 01:00", story.Told);
    }

    [Fact]
    public void A_backfill_starts_what_a_stretch_of_time_holds_ends_included()
    {
        var story = new ScheduleStory();
        story.Backfill("-00:40", "-00:20", ScheduleOverlapPolicy.BufferAll);
        Assert.Equal("start 23:20", story.Told);
        story.Close(1);
        story.Close(2);
        Assert.Equal("start 23:30, start 23:40", story.Told);
        story.Close(3);
        Assert.Empty(story.State.Waiting);
        Assert.Empty(story.State.Backfills);
    }

    [Fact]
    public void A_backfill_that_is_longer_than_the_buffer_goes_on_when_there_is_room()
    {
        var story = new ScheduleStory();
        story.Backfill("-14.00:00", "-00:10", ScheduleOverlapPolicy.AllowAll);
        story.Pass("00:00");
        Assert.Equal(14 * 144, story.State.Info.ActionCount);
        Assert.Equal(0, story.State.Info.BufferDropped);
        Assert.Equal(10, story.State.Info.RecentActions.Count);
    }

    [Fact]
    public void An_update_replaces_the_definition_and_its_token()
    {
        var story = new ScheduleStory();
        var token = DefineSchedule.Token(story.State);
        story.Sleep("00:15");
        var request = new UpdateScheduleRequest { Schedule = ScheduleStory.Request().Schedule, RequestId = "u" };
        request.Schedule.Spec.Interval[0].Interval = Duration.FromTimeSpan(TimeSpan.FromMinutes(1));
        request.ConflictToken = token;
        Update(request, null);
        story.Pass("00:01");
        Assert.Equal("start 00:16", story.Told);
        var revision = story.State.Revision;
        Update(request, null);
        Assert.Equal(revision, story.State.Revision); // The same request twice is one change, whatever its token.
        request.RequestId = "v";
        Update(request, new(RpcException.StatusCode.FailedPrecondition, "mismatched conflict token"));

        void Update(UpdateScheduleRequest update, Cairn.Engine.Refusal? expected) =>
            story.Do(turn => Assert.Equal(expected, DefineSchedule.Update(turn, update)));
    }

    [Fact]
    public void Backfills_that_are_more_than_may_wait_are_refused()
    {
        var story = new ScheduleStory();
        var patch = new SchedulePatch();
        patch.BackfillRequest.AddRange(Enumerable.Range(0, 600).Select(_ => new BackfillRequest
        {
            StartTime = Timestamp.FromDateTimeOffset(ScheduleStory.Begin),
            EndTime = Timestamp.FromDateTimeOffset(ScheduleStory.Begin.AddYears(1)),
            OverlapPolicy = ScheduleOverlapPolicy.BufferAll,
        }));
        story.Do(turn => Assert.Null(PatchSchedule.Decide(turn, patch)));
        story.Do(turn => Assert.Equal(
            new(RpcException.StatusCode.FailedPrecondition, "600 backfills are waiting, of 1000 that may."),
            PatchSchedule.Decide(turn, patch)));
        Assert.Equal(600, story.State.Backfills.Count);
    }

    [Fact]
    public void A_schedule_can_begin_with_a_patch()
    {
        var story = new ScheduleStory(request =>
        {
            request.Schedule.State.Paused = true;
            request.InitialPatch = new SchedulePatch { TriggerImmediately = new TriggerImmediatelyRequest() };
        });
        story.Pass("00:30");
        Assert.Equal("start 00:00", story.Told);
    }
}
