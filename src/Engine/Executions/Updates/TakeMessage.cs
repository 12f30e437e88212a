using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine.Executions.Commands;
using Google.Protobuf;

namespace Cairn.Engine.Executions.Updates;

/// <summary>Processes a worker's message about an update: acceptance, rejection or outcome.</summary>
internal static class TakeMessage
{
    /// <summary>Processes a message once, or returns why not.</summary>
    public static BadCommand? Run(CommandContext context, Message message)
    {
        if (!context.TakenMessages.Add(message.Id))
        {
            return null;
        }

        try
        {
            return message.Body switch
            {
                { } body when body.Is(Acceptance.Descriptor) => Accept(context, message, body.Unpack<Acceptance>()),
                { } body when body.Is(Rejection.Descriptor) => Reject(context, message, body.Unpack<Rejection>()),
                { } body when body.Is(Response.Descriptor) => Complete(context, message, body.Unpack<Response>()),
                _ => Bad($"unknown message type in message {message.Id}"),
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return Bad($"message {message.Id} cannot be read");
        }
    }

    /// <summary>
    /// The acceptance may contain the request, because the process that admitted the update may have ended since.
    /// </summary>
    private static BadCommand? Accept(CommandContext context, Message message, Acceptance acceptance)
    {
        var id = message.ProtocolInstanceId;
        var known = context.Turn.State.Updates.GetValueOrDefault(id);
        var request = known?.Request ?? context.Updates.Sent.GetValueOrDefault(id) ?? acceptance.AcceptedRequest;
        if (request is null)
        {
            return Bad($"update \"{id}\" not found");
        }

        if (!ApplyUpdates.Allows(context.Turn.State, id, UpdateTrigger.Accept)
            || context.RejectedUpdates.ContainsKey(id))
        {
            return Bad($"update \"{id}\" was answered before");
        }

        context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionUpdateAccepted,
            WorkflowExecutionUpdateAcceptedEventAttributes = new WorkflowExecutionUpdateAcceptedEventAttributes
            {
                ProtocolInstanceId = id,
                AcceptedRequestMessageId = acceptance.AcceptedRequestMessageId,
                AcceptedRequestSequencingEventId = acceptance.AcceptedRequestSequencingEventId,
                AcceptedRequest = known is null ? request : null, // The event that admitted it has the request.
            },
        });
        return null;
    }

    /// <summary>A rejection leaves nothing in history, so an update that is no longer known needs none.</summary>
    private static BadCommand? Reject(CommandContext context, Message message, Rejection rejection)
    {
        var id = message.ProtocolInstanceId;
        if (rejection.Failure is null)
        {
            return Bad($"the rejection of update \"{id}\" has no failure");
        }

        if (context.Turn.State.Updates.ContainsKey(id)
            && !ApplyUpdates.Allows(context.Turn.State, id, UpdateTrigger.Reject))
        {
            return Bad($"update \"{id}\" was accepted before");
        }

        RejectUpdate.Run(context, id, rejection.Failure);
        return null;
    }

    private static BadCommand? Complete(CommandContext context, Message message, Response response)
    {
        var id = message.ProtocolInstanceId;
        if (!ApplyUpdates.Allows(context.Turn.State, id, UpdateTrigger.Complete))
        {
            return Bad($"update \"{id}\" is not accepted and waiting for its outcome");
        }

        if (response.Outcome is null || response.Outcome.ValueCase == Outcome.ValueOneofCase.None)
        {
            return Bad($"the response of update \"{id}\" has no outcome");
        }

        var known = context.Turn.State.Updates[id];
        context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionUpdateCompleted,
            WorkflowExecutionUpdateCompletedEventAttributes = new WorkflowExecutionUpdateCompletedEventAttributes
            {
                Meta = new Meta
                {
                    UpdateId = id,
                    Identity = known.Request.Meta?.Identity ?? "",
                },
                AcceptedEventId = known.AcceptedEventId,
                Outcome = response.Outcome,
            },
        });
        return null;
    }

    private static BadCommand Bad(string text) =>
        new(WorkflowTaskFailedCause.BadUpdateWorkflowExecutionMessage, text);
}
