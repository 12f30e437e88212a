using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Children;

/// <summary>The parent knows of its child now: the child may begin.</summary>
public static class ReleaseChild
{
    /// <summary>
    /// Makes the first workflow task, unless it waits for its own time. Doing it twice changes nothing.
    /// </summary>
    public static void Decide(Turn turn)
    {
        if (turn.State is { IsOpen: true, IsHeld: true })
        {
            turn.Note(new Record { HoldEnded = new HoldEnded() });
            ScheduleWorkflowTask.IfNeeded(turn);
        }
    }
}
