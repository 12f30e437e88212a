using Cairn.Api.History.V1;
using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Schedules a workflow task when something happened that workflow code must see.</summary>
public static class ScheduleWorkflowTask
{
    /// <summary>
    /// Schedules a task if the run is open, has no task, and does not wait for the time of its first task or for its
    /// parent. Buffered events receive their ids first.
    /// </summary>
    public static void IfNeeded(Turn turn)
    {
        if (turn.State is { IsOpen: true, FirstTaskTime: null, IsHeld: false }
            && Allows(turn, WorkflowTaskTrigger.Schedule))
        {
            Now(turn);
        }
    }

    /// <summary>Schedules a task, even the first one before it is due.</summary>
    public static void Now(Turn turn)
    {
        Unoffered(turn);
        Offer(turn);
    }

    /// <summary>
    /// Schedules the first task, whose time has come; an earlier task for updates becomes the first task.
    /// </summary>
    public static void First(Turn turn)
    {
        if (Allows(turn, WorkflowTaskTrigger.Schedule))
        {
            Now(turn);
        }
        else
        {
            EndWorkflowTask.GiveEvents(turn);
        }
    }

    /// <summary>
    /// Schedules a speculative task for updates, if there is no other task, even before the first task is due. It
    /// leaves no event unless an update is accepted.
    /// </summary>
    public static void ForUpdates(Turn turn)
    {
        if (turn.State is { IsOpen: true, IsHeld: false } && Allows(turn, WorkflowTaskTrigger.ScheduleSpeculative))
        {
            Speculative(turn);
            Offer(turn);
        }
    }

    /// <summary>Schedules a speculative task that its worker receives at once.</summary>
    internal static WorkflowTask Speculative(Turn turn)
    {
        turn.Note(new Record
        {
            TransientTaskScheduled = new TaskScheduled
            {
                Attempt = 1,
                Time = Timestamp.FromDateTimeOffset(turn.Now),
                StartToCloseTimeout = Timeout(turn.State, attempt: 1),
                StickyQueue = turn.State.Sticky?.Queue,
            },
        });
        return turn.State.Task!;
    }

    /// <summary>
    /// Schedules a task that its worker receives at once, so that it is not offered to other workers.
    /// </summary>
    internal static WorkflowTask Unoffered(Turn turn)
    {
        var attempt = turn.State.Buffered.IsEmpty ? turn.State.NextTaskAttempt : 1;
        turn.Flush();
        if (attempt > 1)
        {
            Transient(turn, attempt);
        }
        else
        {
            Normal(turn);
        }

        return turn.State.Task!;
    }

    /// <summary>Offers the task again, because the earlier offer may be lost.</summary>
    public static void Offer(Turn turn)
    {
        if (turn.State.Task is { IsStarted: false } task)
        {
            turn.Emit(new Effect.OfferWorkflowTask(
                task.Queue, turn.State.TaskQueue, task.ScheduledEventId, task.Attempt));
        }
    }

    /// <summary>Whether the state graph allows a trigger in the current status of the workflow task.</summary>
    internal static bool Allows(Turn turn, WorkflowTaskTrigger trigger) =>
        WorkflowTaskMachine.Table.Allows(turn.State.TaskStatus, trigger);

    private static void Normal(Turn turn) => turn.Write(new HistoryEvent
    {
        EventType = Api.Enums.V1.EventType.WorkflowTaskScheduled,
        WorkflowTaskScheduledEventAttributes = new WorkflowTaskScheduledEventAttributes
        {
            TaskQueue = turn.State.Sticky?.Queue ?? Events.NormalQueue(turn.State.TaskQueue.Value),
            StartToCloseTimeout = Timeout(turn.State, attempt: 1),
            Attempt = 1,
        },
    });

    private static void Transient(Turn turn, int attempt) => turn.Note(new Record
    {
        TransientTaskScheduled = new TaskScheduled
        {
            Attempt = attempt,
            Time = Timestamp.FromDateTimeOffset(turn.Now),
            StartToCloseTimeout = Timeout(turn.State, attempt),
        },
    });

    /// <summary>
    /// The timeout of an attempt. A task that keeps failing gets longer timeouts, which slows down its retries.
    /// </summary>
    private static Duration Timeout(Execution state, int attempt)
    {
        var timeout = state.Started.WorkflowTaskTimeout;
        if (attempt <= Limits.WorkflowTaskEagerAttempts)
        {
            return timeout;
        }

        var doublings = Math.Min(attempt - Limits.WorkflowTaskEagerAttempts - 1, 16);
        var addition = Limits.WorkflowTaskBackoff * Math.Pow(2, doublings);
        return timeout + Duration.FromTimeSpan(
            addition < Limits.WorkflowTaskBackoffMaximum ? addition : Limits.WorkflowTaskBackoffMaximum);
    }
}
