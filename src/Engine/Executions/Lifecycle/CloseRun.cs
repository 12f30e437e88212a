using Cairn.Engine.Executions.Outbox;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>What every end of a run has in common.</summary>
internal static class CloseRun
{
    /// <summary>Tells those who wait for the end: readers, the parent, children by their parent close policy.</summary>
    public static void Tell(Turn turn)
    {
        turn.Emit(new Effect.Closed());
        foreach (var message in Outgoing.Of(turn.State))
        {
            if (message.Kind is MessageKind.CloseChild or MessageKind.TellParent)
            {
                turn.Emit(new Effect.Deliver(message));
            }
        }
    }
}
