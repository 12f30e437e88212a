using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Deletes a run: nobody finds it any more, and it goes when it has nothing left to say to others.</summary>
public static class DeleteWorkflow
{
    /// <summary>Somebody asked for it, or its time was over. An open run is terminated first.</summary>
    public static void Decide(Turn turn)
    {
        if (turn.State.IsOpen)
        {
            TerminateWorkflow.ForDeletion(turn);
        }

        turn.Note(new Record { Deleted = new Deleted() });
        turn.Emit(new Effect.Deleted());
    }

    /// <summary>Whether a run is deleted and nobody has to hear of it any more.</summary>
    public static bool IsOver(Execution state) => state.IsDeleted && !Outgoing.Of(state).Any();
}
