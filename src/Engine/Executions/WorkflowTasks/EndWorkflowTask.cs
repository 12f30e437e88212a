using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>The ends of a workflow task that bring no commands.</summary>
public static class EndWorkflowTask
{
    /// <summary>
    /// The task failed: the first attempt leaves an event, a repeated one leaves nothing. Events that waited get
    /// their ids; what follows is up to the caller.
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

    /// <summary>The task was not taken, or not answered, in time.</summary>
    public static void TimeOut(Turn turn)
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

    /// <summary>
    /// The run is about to close by itself: a task that a worker has is failed first, so that no history shows a task
    /// without an end.
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

    /// <summary>A speculative task came to nothing: it has never been.</summary>
    internal static void Forget(Turn turn)
    {
        turn.Note(new Record { TransientTaskEnded = new TransientTaskEnded { NextAttempt = 1 } });
        turn.Emit(new Effect.WorkflowTaskEnded());
    }

    /// <summary>A speculative task that did not come to nothing gets the events that it has had none of.</summary>
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

    private static void Transient(Turn turn, WorkflowTask task) =>
        turn.Note(new Record { TransientTaskEnded = new TransientTaskEnded { NextAttempt = task.Attempt + 1 } });
}
