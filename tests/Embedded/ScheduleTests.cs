using Cairn.Api.Enums.V1;
using Cairn.Client.Schedules;
using Cairn.Exceptions;

namespace Cairn.Tests.Embedded;

/// <summary>Schedules, as their users see them.</summary>
public sealed class ScheduleTests : EngineTest
{
    private static Schedule Yearly => new(
        ScheduleActionStartWorkflow.Create((Flows.OneCount w) => w.RunAsync(), new("counted", Queue)),
        new ScheduleSpec
        {
            Calendars = [new() { Month = [new(1)], DayOfMonth = [new(1)], Hour = [new(6, 18, 4)] }],
            Intervals = [new(TimeSpan.FromDays(400), TimeSpan.FromDays(1))],
            TimeZoneName = "Europe/Berlin",
        })
    {
        Policy = new() { Overlap = ScheduleOverlapPolicy.AllowAll, CatchupWindow = TimeSpan.FromHours(1) },
        State = new() { Note = "now and then" },
    };

    [Fact]
    public async Task A_schedule_comes_back_as_it_was_given()
    {
        var handle = await Client.CreateScheduleAsync("s", Yearly, new() { Memo = new Dictionary<string, object>
        {
            ["why"] = "because",
        } });

        var description = await handle.DescribeAsync();

        Assert.Equal("s", description.Id);
        Assert.Equal("because", await description.Memo["why"].ToValueAsync<string>());
        Assert.Equal(Yearly.Policy, description.Schedule.Policy);
        Assert.Equal(Yearly.State, description.Schedule.State);
        Assert.Equal("Europe/Berlin", description.Schedule.Spec.TimeZoneName);
        Assert.Equal(Yearly.Spec.Intervals, description.Schedule.Spec.Intervals);
        Assert.Equal([new(6, 18, 4)], description.Schedule.Spec.Calendars.Single().Hour);
        var action = Assert.IsType<ScheduleActionStartWorkflow>(description.Schedule.Action);
        Assert.Equal(("OneCount", "counted", Queue), (action.Workflow, action.Options.Id, action.Options.TaskQueue));
        Assert.NotEmpty(description.Info.NextActionTimes);
        Assert.Equal(0, description.Info.NumActions);
    }

    [Fact]
    public async Task A_schedule_acts_when_it_is_told_to_and_says_what_came_of_it()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<Flows.OneCount>().AddAllActivities(new Acts()));
        var handle = await Client.CreateScheduleAsync("s", Yearly, new() { TriggerImmediately = true });
        ScheduleDescription description;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            description = await handle.DescribeAsync();
        }
        while (description.Info.RecentActions.Count < 1);

        var first = description.Info.RecentActions.First();
        var started = Assert.IsType<ScheduleActionExecutionStartWorkflow>(first.Action);
        Assert.StartsWith("counted", started.WorkflowId, StringComparison.Ordinal);
        await Client.GetWorkflowHandle(started.WorkflowId).GetResultAsync();
    }

    [Fact]
    public async Task A_schedule_is_paused_changed_listed_and_deleted()
    {
        var handle = await Client.CreateScheduleAsync("s", Yearly);
        await handle.PauseAsync("wait");
        Assert.Equal((true, "wait"), Told(await handle.DescribeAsync()));
        await handle.UnpauseAsync();
        Assert.False((await handle.DescribeAsync()).Schedule.State.Paused);

        await handle.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule with
        {
            State = new() { Note = "twice", LimitedActions = true, RemainingActions = 2 },
        }));
        await handle.UpdateAsync(_ => (ScheduleUpdate?)null);
        var changed = (await handle.DescribeAsync()).Schedule;
        Assert.Equal(("twice", 2), (changed.State.Note, changed.State.RemainingActions));
        Assert.Equal("OneCount", Assert.IsType<ScheduleActionStartWorkflow>(changed.Action).Workflow);

        var listed = new List<ScheduleListDescription>();
        await foreach (var one in Client.ListSchedulesAsync())
        {
            listed.Add(one);
        }

        Assert.Equal("s", Assert.Single(listed).Id);
        await handle.DeleteAsync();
        var gone = await Assert.ThrowsAsync<RpcException>(() => handle.DescribeAsync());
        Assert.Equal(RpcException.StatusCode.NotFound, gone.Code);
    }

    [Fact]
    public async Task A_change_that_another_one_overtook_is_made_again()
    {
        var handle = await Client.CreateScheduleAsync("s", Yearly);
        var tries = 0;
        await handle.UpdateAsync(async input =>
        {
            if (tries++ == 0)
            {
                await handle.PauseAsync("between");
                await handle.UpdateAsync(other => new ScheduleUpdate(other.Description.Schedule));
            }

            return new ScheduleUpdate(input.Description.Schedule with
            {
                Policy = new() { PauseOnFailure = true },
            });
        });

        var description = await handle.DescribeAsync();
        Assert.Equal(2, tries);
        Assert.True(description.Schedule.Policy.PauseOnFailure);
        Assert.Equal((true, "between"), Told(description));
    }

    [Fact]
    public async Task What_contradicts_itself_is_refused()
    {
        var handle = await Client.CreateScheduleAsync("s", Yearly);
        await Assert.ThrowsAsync<ScheduleAlreadyRunningException>(() => Client.CreateScheduleAsync("s", Yearly));
        await Assert.ThrowsAsync<ArgumentException>(() => handle.BackfillAsync([]));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_limit_and_what_remains_of_it_are_kept_as_they_were_given(bool isLimited, long remaining)
    {
        var state = new ScheduleState { LimitedActions = isLimited, RemainingActions = remaining };
        var handle = await Client.CreateScheduleAsync("s", Yearly with { State = state });
        Assert.Equal(state, (await handle.DescribeAsync()).Schedule.State);
    }

    [Fact]
    public async Task Times_of_no_kind_are_refused_before_anything_is_sent()
    {
        var spec = new ScheduleSpec { StartAt = new(2030, 1, 2, 3, 4, 5) };
        await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateScheduleAsync("s", Yearly with { Spec = spec }));
        var handle = await Client.CreateScheduleAsync("s", Yearly);
        await Assert.ThrowsAsync<ArgumentException>(
            () => handle.BackfillAsync([new(new(2030, 1, 2, 3, 4, 5), DateTime.UtcNow)]));
    }

    private static (bool Paused, string? Note) Told(ScheduleDescription description) =>
        (description.Schedule.State.Paused, description.Schedule.State.Note);
}
