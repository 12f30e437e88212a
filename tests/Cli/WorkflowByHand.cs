using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Cli;

/// <summary>A workflow of one activity, with its client and its worker played by calls of the wire.</summary>
internal static class WorkflowByHand
{
    private const string Namespace = "default";
    private static readonly RpcContext WaitLimit = new(TimeSpan.FromSeconds(50));
    private static readonly TaskQueue s_queue = new() { Name = "queue", Kind = TaskQueueKind.Normal };

    public static Task<StartWorkflowExecutionResponse> StartAsync(IWorkflowService service, string id) =>
        service.StartWorkflowExecutionAsync(new StartWorkflowExecutionRequest
        {
            Namespace = Namespace,
            WorkflowId = id,
            WorkflowType = new WorkflowType { Name = "Greet" },
            TaskQueue = s_queue,
            RequestId = $"start {id}",
        });

    public static Task<PollWorkflowTaskQueueResponse> PollAsync(IWorkflowService service) =>
        service.PollWorkflowTaskQueueAsync(
            new PollWorkflowTaskQueueRequest { Namespace = Namespace, TaskQueue = s_queue }, WaitLimit);

    public static Task<PollActivityTaskQueueResponse> PollActivityAsync(IWorkflowService service) =>
        service.PollActivityTaskQueueAsync(
            new PollActivityTaskQueueRequest { Namespace = Namespace, TaskQueue = s_queue }, WaitLimit);

    public static Task ScheduleActivityAsync(IWorkflowService service, ByteString token) =>
        CompleteTaskAsync(service, token, new Command
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = new ScheduleActivityTaskCommandAttributes
            {
                ActivityId = "1",
                ActivityType = new ActivityType { Name = "Say" },
                TaskQueue = s_queue,
                StartToCloseTimeout = Duration.FromTimeSpan(TimeSpan.FromMinutes(10)),
            },
        });

    public static Task CompleteActivityAsync(IWorkflowService service, ByteString token) =>
        service.RespondActivityTaskCompletedAsync(new RespondActivityTaskCompletedRequest
        {
            Namespace = Namespace,
            TaskToken = token,
            Result = Text("hello"),
        });

    public static Task CompleteAsync(IWorkflowService service, ByteString token) => CompleteTaskAsync(
        service,
        token,
        new Command
        {
            CommandType = CommandType.CompleteWorkflowExecution,
            CompleteWorkflowExecutionCommandAttributes =
                new CompleteWorkflowExecutionCommandAttributes { Result = Text("done") },
        });

    public static async Task<IEnumerable<EventType>> HistoryAsync(IWorkflowService service, string id)
    {
        var response = await service.GetWorkflowExecutionHistoryAsync(new GetWorkflowExecutionHistoryRequest
        {
            Namespace = Namespace,
            Execution = new WorkflowExecution { WorkflowId = id },
        });
        return response.History.Events.Select(happened => happened.EventType);
    }

    private static Task<RespondWorkflowTaskCompletedResponse> CompleteTaskAsync(
        IWorkflowService service,
        ByteString token,
        Command command) =>
        service.RespondWorkflowTaskCompletedAsync(new RespondWorkflowTaskCompletedRequest
        {
            Namespace = Namespace,
            TaskToken = token,
            Commands = { command },
        });

    private static Payloads Text(string text) =>
        new() { Payloads_ = { new Payload { Data = ByteString.CopyFromUtf8(text) } } };
}
