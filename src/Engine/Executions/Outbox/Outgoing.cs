using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Outbox;

/// <summary>
/// The messages of an execution that have not arrived yet. They are kept nowhere: they follow from its state, so none
/// is lost with a process, and the receivers take each of them once.
/// </summary>
public static class Outgoing
{
    /// <summary>What is on its way, in the order of the events that asked for it.</summary>
    public static IEnumerable<Message> Of(Execution state) =>
        state is { Children.IsEmpty: true, Externals.IsEmpty: true } && !OwesParent(state) ? [] : All(state);

    /// <summary>Whether a message has still to arrive.</summary>
    public static bool Has(Execution state, Message message) => message.Kind switch
    {
        MessageKind.TellParent => OwesParent(state),
        MessageKind.Signal or MessageKind.RequestCancel => state.Externals.ContainsKey(message.InitiatedEventId),
        _ => state.Children.GetValueOrDefault(message.InitiatedEventId) is { } child
            && KindOf(state, child) == message.Kind,
    };

    /// <summary>Sends everything that is on its way once more: nobody remembers that it was sent.</summary>
    public static void Send(Turn turn)
    {
        foreach (var message in Of(turn.State))
        {
            turn.Emit(new Effect.Deliver(message, IsRepeated: true));
        }
    }

    /// <summary>A message arrived that leaves no event in the sender; what it makes possible is sent next.</summary>
    public static void Delivered(Turn turn, Message message)
    {
        if (!Has(turn.State, message))
        {
            return;
        }

        turn.Note(new Record { Delivered = new Delivered { InitiatedEventId = message.InitiatedEventId } });
        SendNext(turn, message.InitiatedEventId);
    }

    /// <summary>Sends what a child has to hear next, if anything.</summary>
    public static void SendNext(Turn turn, long initiatedEventId)
    {
        if (turn.State.Children.GetValueOrDefault(initiatedEventId) is { } child
            && KindOf(turn.State, child) is { } kind)
        {
            turn.Emit(new Effect.Deliver(new Message(kind, initiatedEventId)));
        }
    }

    /// <summary>
    /// A child that was asked for is started although its parent has closed meanwhile: nobody knows whether the start
    /// has happened already. One that must end with its parent is then terminated before it runs. A parent that was
    /// reset lives on in another run, and its children with it.
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
        state is { IsOpen: false, IsParentTold: false, HasSuccessor: false }
        && state.Started.ParentWorkflowExecution is not null;
}
