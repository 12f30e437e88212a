using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Outbox;

/// <summary>
/// The messages of an execution that are not delivered yet. They are not stored: they follow from its state, so a crash
/// loses none, and receivers process each of them once.
/// </summary>
public static class Outgoing
{
    /// <summary>The pending messages, in the order of the events that requested them.</summary>
    public static IEnumerable<Message> Of(Execution state) =>
        state is { Children.IsEmpty: true, Externals.IsEmpty: true } && !OwesParent(state) ? [] : All(state);

    /// <summary>Whether a message is pending.</summary>
    public static bool Has(Execution state, Message message) => message.Kind switch
    {
        MessageKind.TellParent => OwesParent(state),
        MessageKind.Signal or MessageKind.RequestCancel => state.Externals.ContainsKey(message.InitiatedEventId),
        _ => state.Children.GetValueOrDefault(message.InitiatedEventId) is { } child
            && KindOf(state, child) == message.Kind,
    };

    /// <summary>Sends every pending message again, because it is not known whether it was sent.</summary>
    public static void Send(Turn turn)
    {
        foreach (var message in Of(turn.State))
        {
            turn.Emit(new Effect.Deliver(message, IsRepeated: true));
        }
    }

    /// <summary>
    /// Records the delivery of a message that has no event in the sender, and sends the message that becomes possible
    /// by it.
    /// </summary>
    public static void Delivered(Turn turn, Message message)
    {
        if (!Has(turn.State, message))
        {
            return;
        }

        turn.Note(new Record { Delivered = new Delivered { InitiatedEventId = message.InitiatedEventId } });
        SendNext(turn, message.InitiatedEventId);
    }

    /// <summary>Sends the next message to a child, if there is one.</summary>
    public static void SendNext(Turn turn, long initiatedEventId)
    {
        if (turn.State.Children.GetValueOrDefault(initiatedEventId) is { } child
            && KindOf(turn.State, child) is { } kind)
        {
            turn.Emit(new Effect.Deliver(new Message(kind, initiatedEventId)));
        }
    }

    /// <summary>
    /// A requested child is started even if its parent has closed meanwhile, because it may have been started already.
    /// A child that must end with its parent is then terminated before it runs. A parent that was reset continues in
    /// another run, and its children with it.
    /// </summary>
    internal static MessageKind? KindOf(Execution state, PendingChild child) =>
        (child.Status, HasEnded: !state.IsOpen && state.ResetRunId.Length == 0) switch
        {
            (ChildStatus.Initiated, _) => MessageKind.StartChild,
            (ChildStatus.Started, true) when child.ParentClosePolicy == ParentClosePolicy.Terminate =>
                MessageKind.CloseChild,
            (ChildStatus.Started, _) => MessageKind.ReleaseChild,
            (ChildStatus.Released, true) when child.ParentClosePolicy != ParentClosePolicy.Abandon =>
                MessageKind.CloseChild,
            _ => null,
        };

    private static IEnumerable<Message> All(Execution state)
    {
        foreach (var (initiatedEventId, child) in state.Children.OrderBy(child => child.Key))
        {
            if (KindOf(state, child) is { } kind)
            {
                yield return new Message(kind, initiatedEventId);
            }
        }

        foreach (var (initiatedEventId, external) in state.Externals.OrderBy(external => external.Key))
        {
            yield return new Message(
                external.EventType == EventType.SignalExternalWorkflowExecutionInitiated
                    ? MessageKind.Signal
                    : MessageKind.RequestCancel,
                initiatedEventId);
        }

        if (OwesParent(state))
        {
            yield return new Message(MessageKind.TellParent, InitiatedEventId: 0);
        }
    }

    private static bool OwesParent(Execution state) =>
        state is { IsOpen: false, IsParentNotified: false, HasSuccessor: false }
        && state.Started.ParentWorkflowExecution is not null;
}
