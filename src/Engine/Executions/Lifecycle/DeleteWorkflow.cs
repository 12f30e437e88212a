using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>
/// Deletes a run: requests no longer find it, and it leaves the store when all its messages are delivered.
/// </summary>
public static class DeleteWorkflow
{
    /// <summary>
    /// Decides a deletion, on request or because the retention has ended. An open run is terminated first.
    /// </summary>
    public static void Decide(Turn turn)
    {
        if (turn.State.IsOpen)
        {
            TerminateWorkflow.ForDeletion(turn);
        }

        turn.Note(new Record { Deleted = new Deleted() });
        turn.Emit(new Effect.Deleted());
    }

    /// <summary>Whether a run is deleted and has no message left to deliver.</summary>
    public static bool IsOver(Execution state) => state.IsDeleted && !Outgoing.Of(state).Any();
}
