using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Times a workflow task out that no worker started, or that its worker did not complete, in time.</summary>
internal static class TimeOutWorkflowTask
{
    /// <summary>
    /// Ends the task: a first attempt gets an event, a transient one leaves nothing. The caller decides whether to
    /// schedule the next task.
    /// </summary>
    public static void Now(Turn turn)
    {
        EndWorkflowTask.GiveEvents(turn);
        var task = turn.State.Task!;
        if (WorkflowTaskMachine.Table.Allows(task.Status, WorkflowTaskTrigger.Forget))
        {
            EndWorkflowTask.Transient(turn, task);
        }
        else
        {
            turn.Write(new HistoryEvent
            {
                EventType = EventType.WorkflowTaskTimedOut,
                WorkflowTaskTimedOutEventAttributes = new WorkflowTaskTimedOutEventAttributes
                {
                    ScheduledEventId = task.ScheduledEventId,
                    StartedEventId = task.StartedEventId,
                    TimeoutType = task.IsStarted ? TimeoutType.StartToClose : TimeoutType.ScheduleToStart,
                },
            });
        }

        turn.Emit(new Effect.WorkflowTaskEnded());
    }
}
