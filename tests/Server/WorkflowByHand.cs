using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Server;

/// <summary>A workflow of one activity, with its client and its worker played by raw calls.</summary>
internal static class WorkflowByHand
{
    private const string Namespace = "default";
    private static readonly TaskQueue s_queue = new() { Name = "queue", Kind = TaskQueueKind.Normal };

    public static Task<StartWorkflowExecutionResponse> StartAsync(RawClient client, string id) =>
        client.CallAsync<StartWorkflowExecutionResponse>("StartWorkflowExecution", new StartWorkflowExecutionRequest
        {
            Namespace = Namespace,
            WorkflowId = id,
            WorkflowType = new WorkflowType { Name = "Greet" },
            TaskQueue = s_queue,
            RequestId = $"start {id}",
        });

    public static Task<PollWorkflowTaskQueueResponse> PollAsync(RawClient client) =>
        client.CallAsync<PollWorkflowTaskQueueResponse>(
            "PollWorkflowTaskQueue", new PollWorkflowTaskQueueRequest { Namespace = Namespace, TaskQueue = s_queue });

    public static Task<PollActivityTaskQueueResponse> PollActivityAsync(RawClient client) =>
        client.CallAsync<PollActivityTaskQueueResponse>(
            "PollActivityTaskQueue", new PollActivityTaskQueueRequest { Namespace = Namespace, TaskQueue = s_queue });

    public static Task ScheduleActivityAsync(RawClient client, ByteString token) =>
        CompleteTaskAsync(client, token, new Command
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

    public static Task CompleteActivityAsync(RawClient client, ByteString token) =>
        client.CallAsync<RespondActivityTaskCompletedResponse>(
            "RespondActivityTaskCompleted",
            new RespondActivityTaskCompletedRequest
            {
                Namespace = Namespace,
                TaskToken = token,
                Result = Text("hello"),
            });

    public static Task CompleteAsync(RawClient client, ByteString token) => CompleteTaskAsync(
        client,
        token,
        new Command
        {
            CommandType = CommandType.CompleteWorkflowExecution,
            CompleteWorkflowExecutionCommandAttributes =
                new CompleteWorkflowExecutionCommandAttributes { Result = Text("done") },
        });

    public static async Task<IEnumerable<EventType>> HistoryAsync(RawClient client, string id)
    {
        var response = await client.CallAsync<GetWorkflowExecutionHistoryResponse>(
            "GetWorkflowExecutionHistory",
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = Namespace,
                Execution = new WorkflowExecution { WorkflowId = id },
            });
        return response.History.Events.Select(happened => happened.EventType);
    }

    private static Task<RespondWorkflowTaskCompletedResponse> CompleteTaskAsync(
        RawClient client,
        ByteString token,
        Command command) =>
        client.CallAsync<RespondWorkflowTaskCompletedResponse>(
            "RespondWorkflowTaskCompleted",
            new RespondWorkflowTaskCompletedRequest
            {
                Namespace = Namespace,
                TaskToken = token,
                Commands = { command },
            });

    private static Payloads Text(string text) =>
        new() { Payloads_ = { new Payload { Data = ByteString.CopyFromUtf8(text) } } };
}
