using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

public sealed class ScheduleTests
{
    [Fact]
    public async Task A_schedule_starts_its_workflow_when_its_time_has_come_and_not_before()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        await life.Time.TimerAsync(ManualTime.Start.AddMinutes(10));
        life.Time.RingAllEarly();
        await life.ReachAsync(10);
        var task = await life.Now.PollWorkflowAsync();
        Assert.Equal(Scheduling.IdAt(10), task.WorkflowExecution.WorkflowId);
        var started = task.History.Events[0];
        Assert.Equal(ManualTime.Start.AddMinutes(10), started.EventTime.ToDateTimeOffset());
        var attributes = started.WorkflowExecutionStartedEventAttributes.SearchAttributes.IndexedFields;
        Assert.Equal("\"2030-01-01T00:10:00Z\"", attributes["TemporalScheduledStartTime"].Data.ToStringUtf8());
        Assert.Equal("\"s\"", attributes["TemporalScheduledById"].Data.ToStringUtf8());
        var seen = await life.UntilAsync(schedule => schedule.Info.RunningWorkflows.Count == 1);
        Assert.Equal(1, seen.Info.ActionCount);
        Assert.Equal(WorkflowExecutionStatus.Running, seen.Info.RecentActions.Single().StartWorkflowStatus);

        await life.Now.CompleteAsync(task, Harness.Finish("1"));
        seen = await life.UntilAsync(schedule => schedule.Info.RunningWorkflows.Count == 0);
        Assert.Equal(WorkflowExecutionStatus.Completed, seen.Info.RecentActions.Single().StartWorkflowStatus);
    }

    [Fact]
    public async Task Attributes_that_were_removed_are_not_there_and_those_of_the_action_have_their_types()
    {
        await using var life = await Scheduling.StartAsync();
        await life.Now.Node.OperatorService.AddSearchAttributesAsync(new()
        {
            Namespace = "default",
            SearchAttributes = { ["Color"] = IndexedValueType.Keyword },
        }).InTimeAsync();
        var request = Scheduling.Request(change: schedule =>
            schedule.Action.StartWorkflow.SearchAttributes = Color());
        request.SearchAttributes = Color();
        request.Memo = new() { Fields = { ["note"] = Color().IndexedFields["Color"] } };
        await life.Now.Service.CreateScheduleAsync(request).InTimeAsync();
        var described = await life.DescribeAsync();
        Assert.Equal("Keyword", TypeOf(described.SearchAttributes));
        Assert.Equal("Keyword", TypeOf(described.Schedule.Action.StartWorkflow.SearchAttributes));

        await life.Now.Service.UpdateScheduleAsync(new()
        {
            Namespace = "default",
            ScheduleId = "s",
            RequestId = "update",
            Schedule = Scheduling.Request().Schedule,
            SearchAttributes = new(),
            Memo = new(),
        }).InTimeAsync();
        described = await life.DescribeAsync();
        Assert.Null(described.SearchAttributes);
        Assert.Null(described.Memo);
        Assert.Null(described.Schedule.Action.StartWorkflow.SearchAttributes);
        var listed = await life.Now.Service.ListSchedulesAsync(new() { Namespace = "default" }).InTimeAsync();
        Assert.Null(Assert.Single(listed.Schedules).SearchAttributes);

        static SearchAttributes Color()
        {
            var red = new Payload { Data = ByteString.CopyFromUtf8("\"red\"") };
            red.Metadata.Add("encoding", ByteString.CopyFromUtf8("json/plain"));
            return new() { IndexedFields = { ["Color"] = red } };
        }

        static string TypeOf(SearchAttributes attributes) =>
            attributes.IndexedFields["Color"].Metadata["type"].ToStringUtf8();
    }

    [Fact]
    public async Task A_node_with_a_schedule_may_be_ended_twice()
    {
        await using var store = new MemoryStore();
        var node = await Cairn.Runtime.Node.StartAsync(
            store, cancellationToken: TestContext.Current.CancellationToken);
        await node.Service.CreateScheduleAsync(Scheduling.Request());

        await node.DisposeAsync();
        await node.DisposeAsync().AsTask().WaitAsync(Harness.WaitLimit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_time_is_skipped_while_a_workflow_runs()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(ScheduleOverlapPolicy.Skip);
        await life.ReachAsync(10);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync());
        await life.ReachAsync(20);
        await life.UntilAsync(schedule => schedule.Info.OverlapSkipped == 1);
        await life.Now.TerminateAsync(Scheduling.IdAt(10));
        await life.UntilAsync(schedule => schedule.Info.RunningWorkflows.Count == 0);
        await life.ReachAsync(30);
        Assert.Equal(Scheduling.IdAt(30), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Theory]
    [InlineData(ScheduleOverlapPolicy.BufferOne, 1)]
    [InlineData(ScheduleOverlapPolicy.BufferAll, 2)]
    public async Task Starts_wait_for_a_workflow_to_close(ScheduleOverlapPolicy policy, int waiting)
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(policy);
        await life.ReachAsync(10);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync());
        await life.ReachAsync(20);
        await life.UntilAsync(schedule => schedule.Info.BufferSize == 1);
        await life.ReachAsync(30);
        await life.UntilAsync(schedule => schedule.Info.BufferSize + schedule.Info.OverlapSkipped == 2);
        Assert.Equal(waiting, (await life.DescribeAsync()).Info.BufferSize);
        await life.Now.TerminateAsync(Scheduling.IdAt(10));
        Assert.Equal(Scheduling.IdAt(20), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task The_other_workflow_is_cancelled_and_then_the_next_one_starts()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(ScheduleOverlapPolicy.CancelOther);
        await life.ReachAsync(10);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync());
        await life.ReachAsync(20);
        var cancelled = await life.Now.PollWorkflowAsync();
        Assert.Equal(EventType.WorkflowExecutionCancelRequested, cancelled.History.Events[4].EventType);
        await life.Now.CompleteAsync(cancelled, Harness.Finish("1"));
        Assert.Equal(Scheduling.IdAt(20), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task The_other_workflow_is_terminated_and_the_next_one_starts()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(ScheduleOverlapPolicy.TerminateOther);
        await life.ReachAsync(10);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync());
        await life.ReachAsync(20);
        Assert.Equal(Scheduling.IdAt(20), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
        Assert.Equal(
            EventType.WorkflowExecutionTerminated, (await life.Now.EventTypesAsync(Scheduling.IdAt(10)))[^1]);
        var seen = await life.UntilAsync(schedule => schedule.Info.ActionCount == 2);
        Assert.Equal(WorkflowExecutionStatus.Terminated, seen.Info.RecentActions[0].StartWorkflowStatus);
    }

    [Fact]
    public async Task All_workflows_may_run_at_once()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(ScheduleOverlapPolicy.AllowAll);
        await life.ReachAsync(10);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync());
        await life.ReachAsync(20);
        Assert.Equal(Scheduling.IdAt(20), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task The_next_workflow_finds_the_last_result_and_the_last_failure()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        await life.TriggerAsync();
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Finish("1"));
        await life.UntilAsync(schedule => schedule.Info.RunningWorkflows.Count == 0);
        await life.ReachAsync(10);
        var second = await life.Now.PollWorkflowAsync();
        await life.Now.CompleteAsync(second, Fail());
        await life.UntilAsync(schedule => schedule.Info.ActionCount == 2 && schedule.Info.RunningWorkflows.Count == 0);
        await life.ReachAsync(20);
        var third = (await life.Now.PollWorkflowAsync()).History.Events[0].WorkflowExecutionStartedEventAttributes;
        var before = second.History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(Harness.Payload("1"), before.LastCompletionResult);
        Assert.Null(before.ContinuedFailure);
        Assert.Equal(Harness.Payload("1"), third.LastCompletionResult);
        Assert.Equal("no", third.ContinuedFailure.Message);
    }

    [Fact]
    public async Task A_failure_pauses_a_schedule_that_asks_for_it()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(change: schedule => schedule.Policies.PauseOnFailure = true);
        await life.ReachAsync(10);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Fail());
        var seen = await life.UntilAsync(schedule => schedule.Schedule.State.Paused);
        Assert.Equal(
            $"paused due to workflow failure: {Scheduling.IdAt(10)}: no", seen.Schedule.State.Notes);
    }

    [Fact]
    public async Task A_workflow_is_over_when_the_last_run_of_its_chain_closes()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        await life.TriggerAsync();
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), new Api.Command.V1.Command
        {
            CommandType = CommandType.ContinueAsNewWorkflowExecution,
            ContinueAsNewWorkflowExecutionCommandAttributes = new() { WorkflowType = new() { Name = "T" } },
        });
        await life.ReachAsync(10);
        await life.UntilAsync(schedule => schedule.Info.OverlapSkipped == 1);
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Finish("1"));
        await life.UntilAsync(schedule => schedule.Info.RunningWorkflows.Count == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_missed_while_nobody_was_there_is_made_up_for_within_the_window(bool onFile)
    {
        await using var life = await Scheduling.StartAsync(onFile);
        await life.CreateAsync(change: schedule =>
        {
            schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.BufferAll;
            schedule.Policies.CatchupWindow = Duration.FromTimeSpan(TimeSpan.FromMinutes(15));
        });
        await life.KillAsync(TimeSpan.FromMinutes(42));
        var first = await life.Now.PollWorkflowAsync();
        Assert.Equal(Scheduling.IdAt(30), first.WorkflowExecution.WorkflowId);
        var seen = await life.UntilAsync(schedule => schedule.Info.ActionCount == 1);
        Assert.Equal(2, seen.Info.MissedCatchupWindow);
        await life.KillAsync(TimeSpan.FromMinutes(1));
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Equal(Scheduling.IdAt(40), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public async Task A_process_that_dies_around_a_start_has_started_once(bool onFile, int commits)
    {
        await using var life = await Scheduling.StartAsync(onFile);
        await life.CreateAsync();
        await life.Time.TimerAsync(ManualTime.Start.AddMinutes(10));
        var died = new TaskCompletionSource<bool>();
        life.Store.OnCommit = commit =>
        {
            if (life.Store.Batches.Last().Documents.Count == 0 || --commits > 0)
            {
                return commit().AsTask();
            }

            died.TrySetResult(true); // The first commit says that it will start, the second one that it did.
            return new TaskCompletionSource<CommitOutcome>().Task;
        };
        life.Time.Advance(TimeSpan.FromMinutes(10));
        await died.Task.InTimeAsync();
        await life.KillAsync(TimeSpan.FromMinutes(1));
        var task = await life.Now.PollWorkflowAsync();
        Assert.Equal(Scheduling.IdAt(10), task.WorkflowExecution.WorkflowId);
        var seen = await life.UntilAsync(schedule => schedule.Info.ActionCount == 1);
        Assert.Equal(task.WorkflowExecution.RunId, seen.Info.RunningWorkflows.Single().RunId);
        await life.Now.CompleteAsync(task, Harness.Finish("1"));
        await life.UntilAsync(schedule => schedule.Info.RunningWorkflows.Count == 0);
        Assert.Equal(1, (await life.DescribeAsync()).Info.ActionCount);
    }

    [Fact]
    public async Task A_store_that_fails_is_asked_again()
    {
        await using var life = await Scheduling.StartAsync();
        life.Store.Once(_ => Task.FromResult(CommitOutcome.Failed));
        await life.CreateAsync().UnavailableAsync();
        var token = (await life.CreateAsync()).ConflictToken;
        Assert.Equal(token, (await life.CreateAsync()).ConflictToken); // The same request, asked again.
        life.Store.Once(_ => Task.FromResult(CommitOutcome.Failed));
        await life.TriggerAsync().UnavailableAsync();
        await life.TriggerAsync();
        Assert.Equal(
            Scheduling.IdAt(0), (await life.Now.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_schedule_does_without_a_workflow_whose_id_is_taken()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync(change: schedule => schedule.Policies.KeepOriginalWorkflowId = true);
        await life.Now.StartWorkflowAsync("w");
        await life.ReachAsync(10);
        var seen = await life.UntilAsync(schedule => schedule.Info.OverlapSkipped == 1);
        Assert.Equal(0, seen.Info.ActionCount);
        Assert.Empty(seen.Info.RunningWorkflows);
    }

    [Fact]
    public async Task A_patch_that_comes_twice_is_done_once()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        var patch = new SchedulePatch
        {
            TriggerImmediately = new TriggerImmediatelyRequest { OverlapPolicy = ScheduleOverlapPolicy.BufferAll },
        };
        await life.PatchAsync(patch, "once");
        await life.PatchAsync(patch, "once");
        var seen = await life.UntilAsync(schedule => schedule.Info.ActionCount == 1);
        Assert.Equal(0, seen.Info.BufferSize);
    }

    [Fact]
    public async Task A_schedule_is_made_once_updated_and_deleted()
    {
        await using var life = await Scheduling.StartAsync();
        var token = (await life.CreateAsync()).ConflictToken;
        var again = Scheduling.Request();
        again.RequestId = "another";
        var refusal = await life.Now.Service.CreateScheduleAsync(again)
            .RefusedAsync(RpcException.StatusCode.AlreadyExists);
        Assert.Equal("schedule \"s\" is already registered", refusal.Message);

        var update = new UpdateScheduleRequest
        {
            Namespace = "default",
            ScheduleId = "s",
            RequestId = "u",
            ConflictToken = token,
            Schedule = Scheduling.Request(change: schedule => schedule.State.Notes = "new").Schedule,
        };
        await life.Now.Service.UpdateScheduleAsync(update).InTimeAsync();
        Assert.Equal("new", (await life.DescribeAsync()).Schedule.State.Notes);
        update.RequestId = "v";
        refusal = await life.Now.Service.UpdateScheduleAsync(update)
            .RefusedAsync(RpcException.StatusCode.FailedPrecondition);
        Assert.Equal("mismatched conflict token", refusal.Message);

        await DeleteAsync().InTimeAsync();
        await life.DescribeAsync().RefusedAsync(RpcException.StatusCode.NotFound);
        refusal = await DeleteAsync().RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal("workflow not found for ID: temporal-sys-scheduler:s", refusal.Message);
        await life.KillAsync(TimeSpan.FromMinutes(20));
        await life.DescribeAsync().RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.NotEqual(ByteString.Empty, (await life.CreateAsync()).ConflictToken);

        Task<DeleteScheduleResponse> DeleteAsync() => life.Now.Service.DeleteScheduleAsync(
            new DeleteScheduleRequest { Namespace = "default", ScheduleId = "s" });
    }

    [Fact]
    public async Task Schedules_are_listed_page_by_page_and_by_id()
    {
        await using var life = await Scheduling.StartAsync();
        foreach (var id in new[] { "c", "a", "b" })
        {
            await life.CreateAsync(id);
        }

        var first = await ListAsync(new() { MaximumPageSize = 2 });
        Assert.Equal(["a", "b"], first.Schedules.Select(entry => entry.ScheduleId));
        var second = await ListAsync(new() { MaximumPageSize = 2, NextPageToken = first.NextPageToken });
        Assert.Equal(["c"], second.Schedules.Select(entry => entry.ScheduleId));
        Assert.Empty(second.NextPageToken);
        var one = await ListAsync(new() { Query = "ScheduleId = 'b'" });
        Assert.Equal("T", one.Schedules.Single().Info.WorkflowType.Name);
        Assert.Equal(5, one.Schedules.Single().Info.FutureActionTimes.Count);

        Task<ListSchedulesResponse> ListAsync(ListSchedulesRequest request)
        {
            request.Namespace = "default";
            return life.Now.Service.ListSchedulesAsync(request).InTimeAsync();
        }
    }

    [Fact]
    public async Task Matching_times_are_told_ends_included()
    {
        await using var life = await Scheduling.StartAsync();
        await life.CreateAsync();
        var answer = await life.Now.Service.ListScheduleMatchingTimesAsync(new ListScheduleMatchingTimesRequest
        {
            Namespace = "default",
            ScheduleId = "s",
            StartTime = Timestamp.FromDateTimeOffset(ManualTime.Start),
            EndTime = Timestamp.FromDateTimeOffset(ManualTime.Start.AddMinutes(20)),
        }).InTimeAsync();
        Assert.Equal(
            [0, 10, 20],
            answer.StartTime.Select(time => (time.ToDateTimeOffset() - ManualTime.Start).TotalMinutes));
    }

    private static Api.Command.V1.Command Fail() => new()
    {
        CommandType = CommandType.FailWorkflowExecution,
        FailWorkflowExecutionCommandAttributes = new()
        {
            Failure = new() { Message = "no", ApplicationFailureInfo = new() },
        },
    };
}
