using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

/// <summary>A node on a store, with a client and a worker that speak the wire by hand.</summary>
internal sealed class Harness : IAsyncDisposable
{
    public const string Queue = "queue";

    /// <summary>How long a test waits for what must come; only a broken test waits so long.</summary>
    public static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(60);

    private readonly Node node;

    private readonly MistakeLog log;

    private Harness(Node node, IStore store, MistakeLog log)
    {
        this.node = node;
        this.log = log;
        Store = store;
    }

    public IWorkflowService Service => node.Service;

    public IStore Store { get; }

    /// <summary>What the node says of its mistakes and errors.</summary>
    public MistakeLog Log => log;

    public Node Node => node;

    public MistakeLog Mistakes => log;

    public static async Task<Harness> StartAsync(IStore? store = null, NodeOptions? options = null)
    {
        var used = store ?? new MemoryStore();
        var log = new MistakeLog();
        options = (options ?? new NodeOptions()) with { LoggerFactory = log };
        var node = await Node.StartAsync(used, options, TestContext.Current.CancellationToken);
        return new Harness(node, used, log);
    }

    public static Payloads Payload(string json)
    {
        var payload = new Payload { Data = ByteString.CopyFromUtf8(json) };
        payload.Metadata.Add("encoding", ByteString.CopyFromUtf8("json/plain"));
        return new Payloads { Payloads_ = { payload } };
    }

    public Task<StartWorkflowExecutionResponse> StartWorkflowAsync(
        string workflowId, Action<StartWorkflowExecutionRequest>? change = null)
    {
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = workflowId,
            WorkflowType = new WorkflowType { Name = "T" },
            TaskQueue = new TaskQueue { Name = Queue },
            RequestId = Guid.NewGuid().ToString(),
            Identity = "client",
        };
        change?.Invoke(request);
        return Service.StartWorkflowExecutionAsync(request).WaitAsync(WaitLimit);
    }

    public Task<PollWorkflowTaskQueueResponse> PollWorkflowAsync(string? sticky = null) =>
        TryPollWorkflowAsync(sticky, CancellationToken.None);

    public Task<PollWorkflowTaskQueueResponse> TryPollWorkflowAsync(
        string? sticky, CancellationToken cancellationToken) =>
        Service.PollWorkflowTaskQueueAsync(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = "default",
                TaskQueue = sticky is null
                    ? new TaskQueue { Name = Queue, Kind = TaskQueueKind.Normal }
                    : new TaskQueue { Name = sticky, Kind = TaskQueueKind.Sticky, NormalName = Queue },
                Identity = "worker",
            },
            new RpcContext(Timeout: TimeSpan.FromSeconds(20), CancellationToken: cancellationToken))
            .WaitAsync(WaitLimit, CancellationToken.None);

    /// <summary>Takes what waits for workers now; an empty task if nothing does.</summary>
    public Task<PollWorkflowTaskQueueResponse> PeekWorkflowAsync(string? sticky = null) =>
        TryPollWorkflowAsync(sticky, new CancellationToken(canceled: true));

    public Task<PollActivityTaskQueueResponse> PollActivityAsync() => TryPollActivityAsync(CancellationToken.None);

    public Task<PollActivityTaskQueueResponse> TryPollActivityAsync(CancellationToken cancellationToken) =>
        Service.PollActivityTaskQueueAsync(
            new PollActivityTaskQueueRequest
            {
                Namespace = "default",
                TaskQueue = new TaskQueue { Name = Queue },
                Identity = "worker",
            },
            new RpcContext(Timeout: TimeSpan.FromSeconds(20), CancellationToken: cancellationToken))
            .WaitAsync(WaitLimit, CancellationToken.None);

    /// <summary>Takes what waits for workers now; an empty task if nothing does.</summary>
    public Task<PollActivityTaskQueueResponse> PeekActivityAsync() =>
        TryPollActivityAsync(new CancellationToken(canceled: true));

    public Task<RespondWorkflowTaskCompletedResponse> CompleteAsync(
        PollWorkflowTaskQueueResponse task, params Command[] commands) => CompleteAsync(task, sticky: null, commands);

    public Task<RespondWorkflowTaskCompletedResponse> CompleteAsync(
        PollWorkflowTaskQueueResponse task, string? sticky, params Command[] commands)
    {
        var request = new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Identity = "worker",
            Commands = { commands },
        };
        if (sticky is not null)
        {
            request.StickyAttributes = new StickyExecutionAttributes
            {
                WorkerTaskQueue = new TaskQueue { Name = sticky, Kind = TaskQueueKind.Sticky, NormalName = Queue },
                ScheduleToStartTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
            };
        }

        return Service.RespondWorkflowTaskCompletedAsync(request).WaitAsync(WaitLimit);
    }

    public Task FailWorkflowTaskAsync(PollWorkflowTaskQueueResponse task) => Service.RespondWorkflowTaskFailedAsync(
        new RespondWorkflowTaskFailedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            Identity = "worker",
        }).WaitAsync(WaitLimit);

    public Task FailActivityAsync(PollActivityTaskQueueResponse task) => Service.RespondActivityTaskFailedAsync(
        new RespondActivityTaskFailedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Failure = new Failure { Message = "no", ApplicationFailureInfo = new ApplicationFailureInfo() },
            Identity = "worker",
        }).WaitAsync(WaitLimit);

    public Task TerminateAsync(string workflowId, string runId = "") => Service.TerminateWorkflowExecutionAsync(
        new TerminateWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new WorkflowExecution { WorkflowId = workflowId, RunId = runId },
        }).WaitAsync(WaitLimit);

    public Task<QueryWorkflowResponse> QueryAsync(
        string workflowId, RpcContext context = default, Action<QueryWorkflowRequest>? change = null)
    {
        var request = new QueryWorkflowRequest
        {
            Namespace = "default",
            Execution = new WorkflowExecution { WorkflowId = workflowId },
            Query = new WorkflowQuery { QueryType = "q" },
        };
        change?.Invoke(request);
        return Service.QueryWorkflowAsync(request, context).WaitAsync(WaitLimit);
    }

    public Task CompleteActivityAsync(PollActivityTaskQueueResponse task, string result) =>
        Service.RespondActivityTaskCompletedAsync(new RespondActivityTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Identity = "worker",
            Result = Payload(result),
        }).WaitAsync(WaitLimit);

    public Task SignalAsync(string workflowId, string name, string requestId = "", string runId = "") =>
        Service.SignalWorkflowExecutionAsync(new SignalWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new WorkflowExecution { WorkflowId = workflowId, RunId = runId },
            SignalName = name,
            RequestId = requestId,
            Identity = "client",
        }).WaitAsync(WaitLimit);

    /// <summary>The whole history, which must be without a gap.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string workflowId, string runId = "")
    {
        var events = new List<HistoryEvent>();
        var token = ByteString.Empty;
        do
        {
            var page = await Service.GetWorkflowExecutionHistoryAsync(new GetWorkflowExecutionHistoryRequest
            {
                Namespace = "default",
                Execution = new WorkflowExecution { WorkflowId = workflowId, RunId = runId },
                NextPageToken = token,
            }).WaitAsync(WaitLimit);
            events.AddRange(page.History.Events);
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(id => (long)id), events.Select(e => e.EventId));
        return events;
    }

    public async Task<IReadOnlyList<EventType>> EventTypesAsync(string workflowId, string runId = "") =>
        [.. (await HistoryAsync(workflowId, runId)).Select(e => e.EventType)];

    public Task<DescribeWorkflowExecutionResponse> DescribeAsync(string workflowId, string runId = "") =>
        Service.DescribeWorkflowExecutionAsync(new DescribeWorkflowExecutionRequest
        {
            Namespace = "default",
            Execution = new WorkflowExecution { WorkflowId = workflowId, RunId = runId },
        }).WaitAsync(WaitLimit);

    /// <summary>An activity whose attempts, but for the first, wait a second and more.</summary>
    public static Command Activity(string id) => new()
    {
        CommandType = CommandType.ScheduleActivityTask,
        ScheduleActivityTaskCommandAttributes = new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = id,
            ActivityType = new ActivityType { Name = "A" },
            StartToCloseTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(20)),
        },
    };

    public static Command Timer(string id, TimeSpan length) => new()
    {
        CommandType = CommandType.StartTimer,
        StartTimerCommandAttributes = new StartTimerCommandAttributes
        {
            TimerId = id,
            StartToFireTimeout = Duration.FromTimeSpan(length),
        },
    };

    public static Command ContinueAsNew() => new()
    {
        CommandType = CommandType.ContinueAsNewWorkflowExecution,
        ContinueAsNewWorkflowExecutionCommandAttributes = new() { WorkflowType = new() { Name = "T" } },
    };

    public static Command Finish(string result) => new()
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new CompleteWorkflowExecutionCommandAttributes
        {
            Result = Payload(result),
        },
    };

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync().AsTask().WaitAsync(WaitLimit);
        log.AssertEmpty();
    }
}
