using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Children;

/// <summary>Releases a child, because its parent now knows of it: the child may begin.</summary>
public static class ReleaseChild
{
    /// <summary>
    /// Schedules the first workflow task, unless it has to wait for its own time. A repeated release changes nothing.
    /// </summary>
    /// <param name="turn">The decision.</param>
    /// <param name="hasUpdates">Whether updates wait for the child; they do not wait for that time.</param>
    public static void Decide(Turn turn, bool hasUpdates)
    {
        if (turn.State is not { IsOpen: true, IsHeld: true })
        {
            return;
        }

        turn.Note(new Record { HoldEnded = new HoldEnded() });
        ScheduleWorkflowTask.IfNeeded(turn);
        if (turn.State.CancelRequested && ScheduleWorkflowTask.Allows(turn, WorkflowTaskTrigger.Schedule))
        {
            ScheduleWorkflowTask.Now(turn); // A request for cancellation does not wait for that time either.
        }
        else if (hasUpdates)
        {
            ScheduleWorkflowTask.ForUpdates(turn);
        }
    }
}
