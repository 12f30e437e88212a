using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

/// <summary>Schedules after commits of which the store did not say what became of them.</summary>
public sealed class ScheduleOutcomeTests
{
    [Fact]
    public async Task A_schedule_that_was_made_and_was_not_answered_for_is_found()
    {
        await using var life = await Scheduling.StartAsync();
        Break(life, isDurable: true);
        await life.CreateAsync().UnavailableAsync();
        life.Store.OnRead = null;
        Assert.Equal("w", (await life.DescribeAsync()).Schedule.Action.StartWorkflow.WorkflowId);
        var again = Scheduling.Request();
        again.RequestId = "another";
        await life.Now.Service.CreateScheduleAsync(again).RefusedAsync(RpcException.StatusCode.AlreadyExists);
        await life.CreateAsync(); // The same request, asked again.
    }

    [Fact]
    public async Task A_schedule_that_was_made_and_was_not_answered_for_is_listed()
    {
        await using var life = await Scheduling.StartAsync();
        Break(life, isDurable: true);
        await life.CreateAsync().UnavailableAsync();
        var request = new ListSchedulesRequest { Namespace = "default" };
        await life.Now.Service.ListSchedulesAsync(request).UnavailableAsync(); // Nobody knows.
        life.Store.OnRead = null;
        var listed = await life.Now.Service.ListSchedulesAsync(request).InTimeAsync();
        Assert.Equal("s", Assert.Single(listed.Schedules).ScheduleId);
    }

    [Fact]
    public async Task A_schedule_that_was_made_and_was_not_answered_for_acts_without_being_asked_for()
    {
        await using var life = await Scheduling.StartAsync();
        Break(life, isDurable: true);
        await life.CreateAsync().UnavailableAsync();
        await life.Time.TimerAsync(ManualTime.Start.AddMilliseconds(100));
        life.Store.OnRead = null;
        life.Time.Advance(TimeSpan.FromMilliseconds(100));
        await life.ReachAsync(10);
        Assert.Equal(Scheduling.IdAt(10), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_schedule_that_was_not_made_and_was_not_answered_for_leaves_its_id_free()
    {
        await using var life = await Scheduling.StartAsync();
        Break(life, isDurable: false);
        await life.CreateAsync().UnavailableAsync();
        await life.DescribeAsync().UnavailableAsync(); // Nobody knows.
        life.Store.OnRead = null;
        await life.DescribeAsync().RefusedAsync(RpcException.StatusCode.NotFound);
        var other = Scheduling.Request();
        other.RequestId = "another";
        await life.Now.Service.CreateScheduleAsync(other).InTimeAsync();
    }

    [Fact]
    public async Task The_id_of_a_schedule_that_was_removed_and_was_not_answered_for_is_free()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        Break(life, isDurable: true);
        await life.Now.Service.DeleteScheduleAsync(new() { Namespace = "default", ScheduleId = "s" })
            .UnavailableAsync();
        life.Store.OnRead = null;
        var other = Scheduling.Request();
        other.RequestId = "another";
        await life.Now.Service.CreateScheduleAsync(other).InTimeAsync();
    }

    [Fact]
    public async Task A_schedule_that_was_not_removed_and_was_not_answered_for_goes_on()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        await life.Time.TimerAsync(ManualTime.Start.AddMinutes(10));
        Break(life, isDurable: false);
        await life.Now.Service.DeleteScheduleAsync(new() { Namespace = "default", ScheduleId = "s" })
            .UnavailableAsync();
        await life.Time.TimerAsync(ManualTime.Start.AddMilliseconds(100));
        life.Store.OnRead = null;
        life.Time.Advance(TimeSpan.FromMilliseconds(100));
        await life.ReachAsync(10);
        Assert.Equal(Scheduling.IdAt(10), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_description_waits_for_the_change_before_it()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        var hold = life.Store.HoldCommits();
        var patch = life.PatchAsync(new SchedulePatch { Pause = "later" });
        await hold.ArrivedAsync();
        var description = life.DescribeAsync();
        Assert.False(description.IsCompleted);
        life.Store.OnCommit = null;
        hold.Release();
        await patch;
        Assert.Equal("later", (await description).Schedule.State.Notes);
    }

    [Fact]
    public async Task A_change_that_was_not_answered_for_is_described()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        life.Store.Once(async commit =>
        {
            await commit();
            return CommitOutcome.Unknown;
        });
        await life.PatchAsync(new SchedulePatch { Pause = "done" }).UnavailableAsync();
        Assert.Equal("done", (await life.DescribeAsync()).Schedule.State.Notes);
    }

    [Fact]
    public async Task An_update_that_is_repeated_is_done_once_although_its_token_is_old()
    {
        await using var life = await Scheduling.StartAsync();
        var update = new UpdateScheduleRequest
        {
            Namespace = "default",
            ScheduleId = "s",
            RequestId = "u",
            ConflictToken = (await life.CreateAsync()).ConflictToken,
            Schedule = Scheduling.Request(change: schedule => schedule.State.Notes = "new").Schedule,
        };
        life.Store.Once(async commit =>
        {
            await commit();
            return CommitOutcome.Unknown;
        });
        await life.Now.Service.UpdateScheduleAsync(update).UnavailableAsync();
        await life.Now.Service.UpdateScheduleAsync(update).InTimeAsync();
        Assert.Equal("new", (await life.DescribeAsync()).Schedule.State.Notes);
    }

    [Fact]
    public async Task A_start_that_was_not_answered_for_is_known_though_the_first_run_of_its_chain_is_deleted()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        var documents = 0;
        life.Store.OnCommit = async commit =>
            life.Store.Batches.Last().Documents.Count > 0 && ++documents > 2 ? CommitOutcome.Failed : await commit();
        await life.TriggerAsync();
        var first = await life.Now.PollWorkflowAsync();
        await life.Now.CompleteAsync(first, Harness.ContinueAsNew());
        await life.Now.Service.DeleteWorkflowExecutionAsync(new()
        {
            Namespace = "default",
            WorkflowExecution = first.WorkflowExecution,
        }).InTimeAsync();
        life.Store.OnCommit = null;
        var seen = await life.UntilAsync(schedule =>
        {
            life.Time.Advance(TimeSpan.FromMilliseconds(100));
            return schedule.Info.RunningWorkflows.Count > 0;
        });
        Assert.Equal("", seen.Info.InvalidScheduleError);
        Assert.Equal(first.WorkflowExecution.RunId, Assert.Single(seen.Info.RunningWorkflows).RunId);
    }

    [Fact]
    public async Task A_trigger_shows_its_start_at_once()
    {
        await using var life = await Scheduling.StartAsync();
        var request = Scheduling.Request();
        request.InitialPatch = new SchedulePatch { TriggerImmediately = new TriggerImmediatelyRequest() };
        await life.Now.Service.CreateScheduleAsync(request).InTimeAsync();
        Assert.Equal(1, (await life.DescribeAsync()).Info.ActionCount);
        await life.PatchAsync(new SchedulePatch
        {
            TriggerImmediately = new() { OverlapPolicy = Api.Enums.V1.ScheduleOverlapPolicy.AllowAll },
        });
        var seen = (await life.DescribeAsync()).Info;
        Assert.Equal((2, 2), (seen.ActionCount, seen.RecentActions.Count));
    }

    [Fact]
    public async Task A_backfill_at_the_creation_shows_its_starts_at_once()
    {
        await using var life = await Scheduling.StartAsync();
        var request = Scheduling.Request();
        request.InitialPatch = new SchedulePatch
        {
            BackfillRequest =
            {
                new BackfillRequest
                {
                    StartTime = Timestamp.FromDateTimeOffset(ManualTime.Start.AddMinutes(-20)),
                    EndTime = Timestamp.FromDateTimeOffset(ManualTime.Start.AddMinutes(-10)),
                    OverlapPolicy = Api.Enums.V1.ScheduleOverlapPolicy.AllowAll,
                },
            },
        };
        await life.Now.Service.CreateScheduleAsync(request).InTimeAsync();
        Assert.Equal(2, (await life.DescribeAsync()).Info.ActionCount);
    }

    /// <summary>The next commit is of unknown outcome, and the store cannot be read until a test says so.</summary>
    private static void Break(Scheduling life, bool isDurable) => life.Store.Once(async commit =>
    {
        if (isDurable)
        {
            await commit();
        }

        life.Store.OnRead = () => throw new StoreException(StoreFailure.Unavailable, "It cannot be read.");
        return CommitOutcome.Unknown;
    });
}
