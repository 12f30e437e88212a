using Cairn.Exceptions;

namespace Cairn.Tests.Runtime;

/// <summary>Schedules that cannot do what they were made for.</summary>
public sealed class ScheduleTroubleTests
{
    [Fact]
    public async Task A_schedule_that_cannot_be_worked_on_says_so_and_the_others_go_on()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync("other", schedule => schedule.Action.StartWorkflow.WorkflowId = "other");
        await life.CreateAsync();
        await life.RestartAsync(schedule => schedule.Schedule.Policies.CatchupWindow = null); // No request makes this.
        life.Time.Advance(TimeSpan.FromMinutes(10));

        var task = await life.Now.PollWorkflowAsync();
        Assert.StartsWith("other-", task.WorkflowExecution.WorkflowId, StringComparison.Ordinal);
        var seen = await life.UntilAsync(schedule => schedule.Info.InvalidScheduleError.Length > 0);
        Assert.StartsWith(
            "The schedule could not be worked on; that is tried again: ",
            seen.Info.InvalidScheduleError,
            StringComparison.Ordinal);
        Assert.Empty((await life.DescribeAsync("other")).Info.InvalidScheduleError);
    }

    [Fact]
    public async Task What_is_in_the_way_is_met_more_and_more_seldom_and_logged_once()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        await life.RestartAsync(schedule => schedule.Schedule.Policies.CatchupWindow = null);
        life.Time.Advance(TimeSpan.FromMinutes(10));
        foreach (var wait in new[] { 100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000 })
        {
            await life.Time.TimerAsync(life.Time.GetUtcNow().AddMilliseconds(wait));
            life.Time.Advance(TimeSpan.FromMilliseconds(wait));
        }

        var error = Assert.Single(life.Now.Log.Errors);
        Assert.StartsWith("Schedule s of namespace default", error, StringComparison.Ordinal);
        Assert.Contains("NullReferenceException", error, StringComparison.Ordinal);
        Assert.Contains("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_whose_time_zone_this_machine_does_not_know_says_so_and_does_not_act_by_another()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        await life.RestartAsync(schedule => schedule.Schedule.Spec.TimezoneName = "Mars/Olympus");
        life.Time.Advance(TimeSpan.FromMinutes(20));

        var seen = await life.UntilAsync(schedule => schedule.Info.InvalidScheduleError.Length > 0);
        Assert.EndsWith("unknown time zone Mars/Olympus", seen.Info.InvalidScheduleError, StringComparison.Ordinal);
        Assert.Equal(0, seen.Info.ActionCount);
        Assert.Empty(seen.Info.FutureActionTimes);
        var listed = await life.Now.Service.ListSchedulesAsync(new() { Namespace = "default" }).InTimeAsync();
        Assert.Equal("s", listed.Schedules.Single().ScheduleId);
        var refusal = await life.Now.Service.ListScheduleMatchingTimesAsync(
            new() { Namespace = "default", ScheduleId = "s" }).RefusedAsync(RpcException.StatusCode.FailedPrecondition);
        Assert.Equal("Invalid schedule spec: unknown time zone Mars/Olympus", refusal.Message);
        await life.Now.Service.DeleteScheduleAsync(new() { Namespace = "default", ScheduleId = "s" }).InTimeAsync();
    }

    [Fact]
    public async Task A_start_that_is_refused_is_described_until_one_succeeds()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(change: schedule => schedule.Policies.KeepOriginalWorkflowId = true);
        await life.Now.StartWorkflowAsync("w");
        await life.ReachAsync(10);
        var seen = await life.UntilAsync(schedule => schedule.Info.OverlapSkipped == 1);
        Assert.StartsWith(
            "Workflow w could not be started: Workflow execution is already running.",
            seen.Info.InvalidScheduleError,
            StringComparison.Ordinal);
        await life.Now.TerminateAsync("w");
        await life.ReachAsync(20);
        seen = await life.UntilAsync(schedule => schedule.Info.ActionCount == 1);
        Assert.Empty(seen.Info.InvalidScheduleError);
    }

    [Fact]
    public async Task A_search_attribute_that_is_removed_later_is_missed_once_for_each_time()
    {
        await using var life = await Scheduling.StartAsync();
        var operators = life.Now.Node.OperatorService;
        await operators.AddSearchAttributesAsync(new()
        {
            Namespace = "default",
            SearchAttributes = { ["Region"] = Api.Enums.V1.IndexedValueType.Keyword },
        });
        await life.CreateAsync(change: schedule => schedule.Action.StartWorkflow.SearchAttributes = new()
        {
            IndexedFields = { ["Region"] = Harness.Payload("\"west\"").Payloads_[0] },
        });
        await operators.RemoveSearchAttributesAsync(new() { Namespace = "default", SearchAttributes = { "Region" } });
        await life.ReachAsync(10);
        var seen = await life.UntilAsync(schedule => schedule.Info.OverlapSkipped == 1);
        Assert.Equal(
            $"Workflow {Scheduling.IdAt(10)} could not be started: "
                + "Namespace default has no mapping defined for search attribute Region",
            seen.Info.InvalidScheduleError);
        await life.Time.TimerAsync(ManualTime.Start.AddMinutes(20)); // It waits for its next time, and not a second.
    }

    [Fact]
    public async Task A_calendar_that_never_comes_has_no_times_and_can_still_be_triggered()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(change: schedule => schedule.Spec = new()
        {
            Calendar = { new Api.Schedule.V1.CalendarSpec { Month = "2", DayOfMonth = "30" } },
        });
        Assert.Empty((await life.DescribeAsync()).Info.FutureActionTimes);
        await life.TriggerAsync();
        Assert.Equal(1, (await life.DescribeAsync()).Info.ActionCount);
    }

    [Theory]
    [InlineData(979, false, true)]
    [InlineData(980, false, false)]
    [InlineData(1000, true, true)]
    public async Task A_workflow_id_leaves_room_for_the_time_that_is_added_to_it(
        int length, bool keepsId, bool isTaken)
    {
        await using var life = await Scheduling.StartAsync();
        void Change(Api.Schedule.V1.Schedule schedule)
        {
            schedule.Action.StartWorkflow.WorkflowId = new string('w', length);
            schedule.Policies.KeepOriginalWorkflowId = keepsId;
        }

        if (isTaken)
        {
            await life.CreateAsync(change: Change);
            await life.TriggerAsync();
            Assert.Equal(1, (await life.DescribeAsync()).Info.ActionCount);
            return;
        }

        const string text =
            "WorkflowId exceeds maximum allowed length with the time that each start adds to it (1001/1000)";
        var refusal = await life.CreateAsync(change: Change).RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal(text, refusal.Message);
        await life.CreateAsync();
        refusal = await life.Now.Service.UpdateScheduleAsync(new()
        {
            Namespace = "default",
            ScheduleId = "s",
            RequestId = "u",
            Schedule = Scheduling.Request(change: Change).Schedule,
        }).RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal(text, refusal.Message);
    }
}
