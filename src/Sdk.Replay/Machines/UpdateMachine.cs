using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.UpdateState;
using static Cairn.Sdk.Replay.Machines.UpdateTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where an update stands.</summary>
internal enum UpdateState
{
    /// <summary>Workflow code is to look at it.</summary>
    Delivered,

    /// <summary>Taken on; the server does not know it yet.</summary>
    AcceptIssued,

    /// <summary>Taken on.</summary>
    Accepted,

    /// <summary>Taken on and answered; the server knows neither yet.</summary>
    BothIssued,

    /// <summary>Answered; the server does not know it yet.</summary>
    AnswerIssued,

    /// <summary>Answered.</summary>
    Completed,

    /// <summary>Refused, which leaves no trace in history.</summary>
    Rejected,
}

/// <summary>What happens to an update.</summary>
internal enum UpdateTrigger
{
    /// <summary>Workflow code takes it on.</summary>
    Accept,

    /// <summary>Workflow code refuses it.</summary>
    Reject,

    /// <summary>Workflow code answers it.</summary>
    Answer,

    /// <summary>History has its acceptance.</summary>
    AcceptRecorded,

    /// <summary>History has its answer.</summary>
    AnswerRecorded,
}

/// <summary>One update.</summary>
/// <param name="instanceId">Names it in messages: the update id.</param>
/// <param name="messageId">The message that brought it.</param>
/// <param name="sequencingEventId">The event after which it came.</param>
/// <param name="request">The update.</param>
/// <param name="observer">Told of the edges that it takes; null tells nobody.</param>
internal sealed class UpdateMachine(
    string instanceId, string messageId, long sequencingEventId, Request request, ITransitionObserver? observer)
{
    /// <summary>All that can happen to an update.</summary>
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

    /// <summary>Whether it has been taken on.</summary>
    public bool IsAccepted => state is not (Delivered or Rejected);

    /// <summary>Takes an edge of the graph.</summary>
    public void Take(UpdateTrigger trigger) => state = Table.Take(state, trigger, "Update", Name, observer);

    /// <summary>The message that takes it on.</summary>
    public Message ToAcceptance() => ToMessage("accept", new Acceptance
    {
        AcceptedRequestMessageId = messageId,
        AcceptedRequestSequencingEventId = sequencingEventId,
        AcceptedRequest = request,
    });

    /// <summary>The message that refuses it.</summary>
    public Message ToRejection(Api.Failure.V1.Failure failure) => ToMessage("reject", new Rejection
    {
        RejectedRequestMessageId = messageId,
        RejectedRequestSequencingEventId = sequencingEventId,
        RejectedRequest = request,
        Failure = failure,
    });

    /// <summary>The message that answers it.</summary>
    public Message ToResponse(Outcome outcome) =>
        ToMessage("complete", new Response { Meta = request.Meta, Outcome = outcome });

    private Message ToMessage(string what, Google.Protobuf.IMessage body) => new()
    {
        Id = $"{messageId}/{what}",
        ProtocolInstanceId = instanceId,
        Body = Google.Protobuf.WellKnownTypes.Any.Pack(body),
    };
}
