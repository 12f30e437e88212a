using Cairn.Engine.Executions.Outbox;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The common part of every end of a run.</summary>
internal static class CloseRun
{
    /// <summary>Notifies waiting readers, the parent, and children by their parent close policy.</summary>
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
