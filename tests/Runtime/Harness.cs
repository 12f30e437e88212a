using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
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

    private readonly Node node;

    private Harness(Node node, IStore store)
    {
        this.node = node;
        Store = store;
    }

    public IWorkflowService Service => node.Service;

    public IStore Store { get; }

    public static async Task<Harness> StartAsync(IStore? store = null, NodeOptions? options = null)
    {
        var used = store ?? new MemoryStore();
        return new Harness(await Node.StartAsync(used, options, TestContext.Current.CancellationToken), used);
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
        return Service.StartWorkflowExecutionAsync(request);
    }

    public Task<PollWorkflowTaskQueueResponse> PollWorkflowAsync(string? sticky = null) =>
        Service.PollWorkflowTaskQueueAsync(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = "default",
                TaskQueue = sticky is null
                    ? new TaskQueue { Name = Queue, Kind = TaskQueueKind.Normal }
                    : new TaskQueue { Name = sticky, Kind = TaskQueueKind.Sticky, NormalName = Queue },
                Identity = "worker",
            },
            new RpcContext(Timeout: TimeSpan.FromSeconds(20)));

    public Task<PollActivityTaskQueueResponse> PollActivityAsync() => Service.PollActivityTaskQueueAsync(
        new PollActivityTaskQueueRequest
        {
            Namespace = "default",
            TaskQueue = new TaskQueue { Name = Queue },
            Identity = "worker",
        },
        new RpcContext(Timeout: TimeSpan.FromSeconds(20)));

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

        return Service.RespondWorkflowTaskCompletedAsync(request);
    }

    public Task CompleteActivityAsync(PollActivityTaskQueueResponse task, string result) =>
        Service.RespondActivityTaskCompletedAsync(new RespondActivityTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Identity = "worker",
            Result = Payload(result),
        });

    public Task SignalAsync(string workflowId, string name, string requestId = "") =>
        Service.SignalWorkflowExecutionAsync(new SignalWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new WorkflowExecution { WorkflowId = workflowId },
            SignalName = name,
            RequestId = requestId,
            Identity = "client",
        });

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
            });
            events.AddRange(page.History.Events);
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        return events;
    }

    public async Task<DescribeWorkflowExecutionResponse> DescribeAsync(string workflowId) =>
        await Service.DescribeWorkflowExecutionAsync(new DescribeWorkflowExecutionRequest
        {
            Namespace = "default",
            Execution = new WorkflowExecution { WorkflowId = workflowId },
        });

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

    public static Command Finish(string result) => new()
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new CompleteWorkflowExecutionCommandAttributes
        {
            Result = Payload(result),
        },
    };

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
