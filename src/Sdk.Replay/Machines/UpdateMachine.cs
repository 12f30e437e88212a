using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.UpdateState;
using static Cairn.Sdk.Replay.Machines.UpdateTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The state of an update.</summary>
internal enum UpdateState
{
    /// <summary>Delivered to workflow code, which has not decided yet.</summary>
    Delivered,

    /// <summary>Accepted; history has no event yet.</summary>
    AcceptIssued,

    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Accepted and completed; history has neither event yet.</summary>
    BothIssued,

    /// <summary>Completed; history has no completed event yet.</summary>
    AnswerIssued,

    /// <summary>Completed.</summary>
    Completed,

    /// <summary>Rejected, which leaves no trace in history.</summary>
    Rejected,
}

/// <summary>What happens to an update.</summary>
internal enum UpdateTrigger
{
    /// <summary>Workflow code accepts it.</summary>
    Accept,

    /// <summary>Workflow code rejects it.</summary>
    Reject,

    /// <summary>Workflow code completes it.</summary>
    Answer,

    /// <summary>History has the accepted event.</summary>
    AcceptRecorded,

    /// <summary>History has the completed event.</summary>
    AnswerRecorded,
}

/// <summary>One update.</summary>
/// <param name="instanceId">The update id, which identifies the update in messages.</param>
/// <param name="messageId">The id of the message that delivered it.</param>
/// <param name="sequencingEventId">The id of the event after which it arrived.</param>
/// <param name="request">The update.</param>
/// <param name="observer">Called for every transition; null for none.</param>
internal sealed class UpdateMachine(
    string instanceId, string messageId, long sequencingEventId, Request request, ITransitionObserver? observer)
{
    /// <summary>The transitions of an update.</summary>
    public static readonly TransitionTable<UpdateState, UpdateTrigger> Table = new(initial: Delivered)
    {
        { Delivered,    Accept,         AcceptIssued },
        { Delivered,    Reject,         Rejected     },
        { AcceptIssued, Answer,         BothIssued   },
        { AcceptIssued, AcceptRecorded, Accepted     },
        { BothIssued,   AcceptRecorded, AnswerIssued },
        { Accepted,     Answer,         AnswerIssued },
        { AnswerIssued, AnswerRecorded, Completed    },
    };

    private UpdateState state = Table.Initial;

    /// <summary>The update id.</summary>
    public string InstanceId => instanceId;

    /// <summary>The update's name.</summary>
    public string Name => request.Input?.Name ?? string.Empty;

    /// <summary>Whether it has been accepted.</summary>
    public bool IsAccepted => state is not (Delivered or Rejected);

    /// <summary>Takes a transition.</summary>
    public void Take(UpdateTrigger trigger) => state = Table.Take(state, trigger, "Update", Name, observer);

    /// <summary>The message that accepts it.</summary>
    public Message ToAcceptance() => ToMessage("accept", new Acceptance
    {
        AcceptedRequestMessageId = messageId,
        AcceptedRequestSequencingEventId = sequencingEventId,
        AcceptedRequest = request,
    });

    /// <summary>The message that rejects it.</summary>
    public Message ToRejection(Api.Failure.V1.Failure failure) => ToMessage("reject", new Rejection
    {
        RejectedRequestMessageId = messageId,
        RejectedRequestSequencingEventId = sequencingEventId,
        RejectedRequest = request,
        Failure = failure,
    });

    /// <summary>The message that completes it.</summary>
    public Message ToResponse(Outcome outcome) =>
        ToMessage("complete", new Response { Meta = request.Meta, Outcome = outcome });

    private Message ToMessage(string what, Google.Protobuf.IMessage body) => new()
    {
        Id = $"{messageId}/{what}",
        ProtocolInstanceId = instanceId,
        Body = Google.Protobuf.WellKnownTypes.Any.Pack(body),
    };
}
