using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Ends a workflow task without commands.</summary>
public static class EndWorkflowTask
{
    /// <summary>
    /// Fails the task: a first attempt gets an event, a transient one leaves nothing. The caller decides whether to
    /// schedule the next task.
    /// </summary>
    public static void Fail(Turn turn, WorkflowTaskFailedCause cause, Failure? failure, string identity)
    {
        GiveEvents(turn);
        var task = turn.State.Task!;
        if (WorkflowTaskMachine.Table.Allows(task.Status, WorkflowTaskTrigger.Forget))
        {
            Transient(turn, task);
        }
        else
        {
            turn.Write(new HistoryEvent
            {
                EventType = EventType.WorkflowTaskFailed,
                WorkflowTaskFailedEventAttributes = new WorkflowTaskFailedEventAttributes
                {
                    ScheduledEventId = task.ScheduledEventId,
                    StartedEventId = task.StartedEventId,
                    Cause = cause,
                    Failure = failure,
                    Identity = identity,
                },
            });
        }

        turn.Emit(new Effect.WorkflowTaskEnded());
    }

    /// <summary>
    /// Ends the task before the run closes: a started task fails, so that no history has a task without an end.
    /// Buffered events receive their ids.
    /// </summary>
    public static void ForClose(Turn turn)
    {
        if (turn.State.Task is { IsSpeculative: true })
        {
            Forget(turn);
        }
        else if (turn.State.Task is { IsStarted: true })
        {
            Fail(turn, WorkflowTaskFailedCause.ForceCloseCommand, failure: null, Events.ServerIdentity);
        }

        turn.Flush();
    }

    /// <summary>Drops a speculative task: it leaves no event.</summary>
    internal static void Forget(Turn turn)
    {
        turn.Note(new Record { TransientTaskEnded = new TransientTaskEnded { NextAttempt = 1 } });
        turn.Emit(new Effect.WorkflowTaskEnded());
    }

    /// <summary>Writes the events of a speculative task that is not dropped.</summary>
    internal static void GiveEvents(Turn turn)
    {
        if (turn.State.Task is { IsSpeculative: true })
        {
            foreach (var e in TransientEvents.Of(turn.State).ToList())
            {
                turn.Note(new Record { Event = e });
            }
        }
    }

    /// <summary>Ends a transient attempt; the next attempt follows.</summary>
    internal static void Transient(Turn turn, WorkflowTask task) =>
        turn.Note(new Record { TransientTaskEnded = new TransientTaskEnded { NextAttempt = task.Attempt + 1 } });
}
