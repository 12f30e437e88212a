using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Sdk.Client;

public class WorkflowHandleTests
{
    private readonly FakeWorkflowService server = new();
    private readonly WorkflowHandle handle;

    public WorkflowHandleTests() =>
        handle = new CairnClient(new CairnConnection(server)).GetWorkflowHandle("w", "run", "first");

    [Fact]
    public async Task A_signal_names_workflow_and_run_and_has_a_request_id()
    {
        await handle.SignalAsync("approve", ["ann", 1]);
        var sent = await server.NextAsync<SignalWorkflowExecutionRequest>();
        Assert.Equal(("w", "run", "approve"),
            (sent.WorkflowExecution.WorkflowId, sent.WorkflowExecution.RunId, sent.SignalName));
        Assert.Equal(2, sent.Input.Payloads_.Count);
        Assert.NotEmpty(sent.RequestId);
    }

    [Fact]
    public async Task Cancel_and_terminate_name_the_chain_that_is_meant()
    {
        await handle.CancelAsync();
        Assert.Equal("first", (await server.NextAsync<RequestCancelWorkflowExecutionRequest>()).FirstExecutionRunId);
        await handle.TerminateAsync("enough", new() { Details = ["d"] });
        var sent = await server.NextAsync<TerminateWorkflowExecutionRequest>();
        Assert.Equal(("first", "enough", 1), (sent.FirstExecutionRunId, sent.Reason, sent.Details.Payloads_.Count));
    }

    [Fact]
    public async Task A_query_is_answered_within_a_deadline()
    {
        TimeSpan? timeout = null;
        server.On<QueryWorkflowRequest, QueryWorkflowResponse>((r, context) =>
        {
            timeout = context.Timeout;
            return Task.FromResult(new QueryWorkflowResponse { QueryResult = r.Query.QueryArgs });
        });
        Assert.Equal(5, await handle.QueryAsync<int>("count", [5]));
        Assert.Equal(TimeSpan.FromSeconds(30), timeout);
    }

    [Fact]
    public async Task A_query_that_fails_and_one_that_is_rejected_are_told_apart()
    {
        server.Refuse<QueryWorkflowRequest, QueryWorkflowResponse>(
            new(RpcException.StatusCode.InvalidArgument, "unknown query", new QueryFailedFailure()));
        var failed = await Assert.ThrowsAsync<WorkflowQueryFailedException>(() => handle.QueryAsync<int>("x", []));
        Assert.Equal("unknown query", failed.Message);
        server.On<QueryWorkflowRequest, QueryWorkflowResponse>(r => new()
        {
            QueryRejected = r.QueryRejectCondition == QueryRejectCondition.NotOpen
                ? new() { Status = WorkflowExecutionStatus.Completed }
                : null,
        });
        var rejected = await Assert.ThrowsAsync<WorkflowQueryRejectedException>(
            () => handle.QueryAsync<int>("x", [], new() { RejectCondition = QueryRejectCondition.NotOpen }));
        Assert.Equal(WorkflowExecutionStatus.Completed, rejected.WorkflowStatus);
    }

    [Fact]
    public async Task A_history_is_read_page_by_page()
    {
        server.On<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse>(r => new()
        {
            History = new() { Events = { new HistoryEvent { EventId = r.NextPageToken.Length + 1 } } },
            NextPageToken = r.NextPageToken.Length < 2
                ? ByteString.CopyFromUtf8(r.NextPageToken.ToStringUtf8() + "x")
                : ByteString.Empty,
        });
        var history = await handle.FetchHistoryAsync();
        Assert.Equal("w", history.Id);
        Assert.Equal([1, 2, 3], history.Events.Select(e => (int)e.EventId));
    }

    [Fact]
    public async Task A_description_says_why_a_workflow_hangs()
    {
        var start = Timestamp.FromDateTime(new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        server.On<DescribeWorkflowExecutionRequest, DescribeWorkflowExecutionResponse>(_ => new()
        {
            ExecutionConfig = new()
            {
                UserMetadata = new() { Summary = DataConverter.Default.PayloadConverter.ToPayload("an order") },
            },
            WorkflowExecutionInfo = new()
            {
                Execution = new() { WorkflowId = "w", RunId = "run" },
                Type = new() { Name = "Order" },
                StartTime = start,
                Status = WorkflowExecutionStatus.Running,
                TaskQueue = "q",
                Memo = new() { Fields = { ["note"] = DataConverter.Default.PayloadConverter.ToPayload(1) } },
            },
            PendingActivities =
            {
                new Api.Workflow.V1.PendingActivityInfo
                {
                    ActivityId = "1",
                    ActivityType = new() { Name = "Charge" },
                    State = PendingActivityState.Scheduled,
                    Attempt = 4,
                    HeartbeatDetails = new()
                    {
                        Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload(7) },
                    },
                    LastFailure = new() { Message = "declined", ApplicationFailureInfo = new() { Type = "T" } },
                },
            },
            PendingWorkflowTask = new()
            {
                State = PendingWorkflowTaskState.Started,
                Attempt = 2,
                ScheduledTime = start,
            },
        });
        server.On<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse>(_ => new()
        {
            History = new()
            {
                Events =
                {
                    Failed("long past"),
                    new HistoryEvent { WorkflowTaskCompletedEventAttributes = new() },
                    Failed("plain exception"),
                },
            },
        });
        var description = await handle.DescribeAsync();
        Assert.Equal(("w", "run", "Order", "q"),
            (description.Id, description.RunId, description.WorkflowType, description.TaskQueue));
        Assert.Equal(WorkflowExecutionStatus.Running, description.Status);
        Assert.Equal("an order", await description.GetStaticSummaryAsync());
        Assert.Null(await description.GetStaticDetailsAsync());
        Assert.Equal(1, await description.Memo["note"].ToValueAsync<int>());
        var activity = Assert.Single(description.PendingActivities);
        Assert.Equal(
            ("Charge", 4, "declined"), (activity.ActivityType, activity.Attempt, activity.LastFailure!.Message));
        Assert.Single(activity.HeartbeatDetails);
        Assert.Equal(7, await activity.HeartbeatDetailAtAsync<int>(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => activity.HeartbeatDetailAtAsync<int>(1));
        Assert.Equal(2, description.PendingWorkflowTask!.Attempt);
        Assert.Equal("plain exception", description.PendingWorkflowTask.LastFailure!.Message);
    }

    [Fact]
    public async Task Retries_can_be_turned_off_for_one_call()
    {
        server.Refuse<SignalWorkflowExecutionRequest, SignalWorkflowExecutionResponse>(
            new(RpcException.StatusCode.Unavailable, "down"));
        await Assert.ThrowsAsync<RpcException>(
            () => handle.SignalAsync("s", [], new() { Rpc = new() { Retry = false } }));
        Assert.Single(server.Rest<SignalWorkflowExecutionRequest>());
    }

    private static HistoryEvent Failed(string message) => new()
    {
        WorkflowTaskFailedEventAttributes = new()
        {
            Failure = new() { Message = message, ApplicationFailureInfo = new() { Type = "X" } },
        },
    };
}
