using Cairn.Engine.Executions.Children;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Outbox;

/// <summary>Applies the delivery of messages to the state of their sender.</summary>
internal static class ApplyOutbox
{
    /// <summary>A message was delivered, and there is no event for that.</summary>
    public static Execution Delivered(Execution state, Delivered fact)
    {
        var id = fact.InitiatedEventId;
        if (id == 0)
        {
            return state with { IsParentNotified = true };
        }

        if (state.Externals.ContainsKey(id))
        {
            return state with { Externals = state.Externals.Remove(id) };
        }

        return state.Children.GetValueOrDefault(id)?.Status switch
        {
            ChildStatus.Initiated when fact.RunId.Length > 0 =>
                ApplyChildren.Started(state, id, fact.RunId, startedEventId: 0),
            ChildStatus.Initiated => ApplyChildren.Gone(state, id, ChildTrigger.Refuse),
            ChildStatus.Started when Outgoing.KindOf(state, state.Children[id]) == MessageKind.CloseChild =>
                ApplyChildren.Gone(state, id, ChildTrigger.Leave),
            ChildStatus.Started => ApplyChildren.Released(state, id),
            ChildStatus.Released => ApplyChildren.Gone(state, id, ChildTrigger.Leave),
            _ => throw new JournalCorruptException($"Event {id} asked for no message."),
        };
    }
}
