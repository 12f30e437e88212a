using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>A worker gives a run up: its next workflow task goes to the workflow's own queue.</summary>
public static class ResetStickyTaskQueue
{
    /// <summary>Decides a ResetStickyTaskQueue. A task that waits on the sticky queue already stays there.</summary>
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
