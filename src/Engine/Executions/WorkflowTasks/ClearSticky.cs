using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Removes the sticky queue of a run: the next workflow task goes to any worker.</summary>
public static class ClearSticky
{
    /// <summary>Decides a ResetStickyTaskQueue.</summary>
    public static Refusal? Decide(Turn turn)
    {
        if (!turn.State.IsOpen)
        {
            return Refusal.AlreadyCompleted;
        }

        if (turn.State.Sticky is not null)
        {
            turn.Note(new Record { StickyCleared = new StickyCleared() });
        }

        return null;
    }
}
