using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

/// <summary>What callers and workers say of updates of workflow <c>w</c>.</summary>
internal static class UpdateCalls
{
    /// <summary>Asks for an update, and waits for it to be so far.</summary>
    public static Task<UpdateWorkflowExecutionResponse> UpdateAsync(
        this Harness harness, string id, UpdateWorkflowExecutionLifecycleStage stage) =>
        harness.Service.UpdateWorkflowExecutionAsync(new UpdateWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "w" },
            Request = new() { Meta = new() { UpdateId = id, Identity = "client" }, Input = new() { Name = "u" } },
            WaitPolicy = new() { LifecycleStage = stage },
        }).InTimeAsync();

    /// <summary>Waits for the outcome of an update.</summary>
    public static Task<PollWorkflowExecutionUpdateResponse> PollUpdateAsync(
        this Harness harness, string id, RpcContext context = default) =>
        harness.Service.PollWorkflowExecutionUpdateAsync(
            new PollWorkflowExecutionUpdateRequest
            {
                Namespace = "default",
                UpdateRef = new() { WorkflowExecution = new() { WorkflowId = "w" }, UpdateId = id },
                WaitPolicy = new() { LifecycleStage = UpdateWorkflowExecutionLifecycleStage.Completed },
            },
            context).InTimeAsync();

    /// <summary>Answers a task: `accept u`, `complete u`, `reject u`.</summary>
    public static Task AnswerAsync(this Harness harness, PollWorkflowTaskQueueResponse task, params string[] answers)
    {
        var request = new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Identity = "worker",
        };
        foreach (var (what, id) in answers.Select(answer => (answer.Split(' ')[0], answer.Split(' ')[1])))
        {
            var message = new Message { Id = $"{id}/{what}", ProtocolInstanceId = id, Body = Any.Pack(Of(what, id)) };
            request.Messages.Add(message);
            if (what != "reject")
            {
                request.Commands.Add(new Command
                {
                    CommandType = CommandType.ProtocolMessage,
                    ProtocolMessageCommandAttributes = new() { MessageId = message.Id },
                });
            }
        }

        return harness.Service.RespondWorkflowTaskCompletedAsync(request).InTimeAsync();
    }

    private static IMessage Of(string what, string id) => what switch
    {
        "accept" => new Acceptance { AcceptedRequestMessageId = $"{id}/request" },
        "reject" => new Rejection { Failure = new Failure { Message = "refused" } },
        _ => new Response { Outcome = new() { Success = Harness.Payload($"\"{id}\"") } },
    };
}
