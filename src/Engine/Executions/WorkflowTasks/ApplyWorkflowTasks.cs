using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Applies the events of workflow tasks to the state of a run.</summary>
internal static class ApplyWorkflowTasks
{
    /// <summary>A task with an event was scheduled.</summary>
    public static Execution Scheduled(Execution state, HistoryEvent e)
    {
        var scheduled = e.WorkflowTaskScheduledEventAttributes;
        if (state.Task is { HasEvents: false } known && e.EventId == known.ScheduledEventId)
        {
            // The task exists already; if a worker has it, it keeps its status until the started event follows.
            return state with
            {
                Task = known.IsStarted ? known : known with
                {
                    Status = Move(state, IsSticky(known.Queue)
                        ? WorkflowTaskTrigger.WriteStickyEvents
                        : WorkflowTaskTrigger.WriteEvents),
                },
                FirstTaskTime = null,
            };
        }

        return state with
        {
            Task = new WorkflowTask
            {
                Status = Move(
                    state,
                    IsSticky(scheduled.TaskQueue) ? WorkflowTaskTrigger.ScheduleSticky : WorkflowTaskTrigger.Schedule),
                ScheduledEventId = e.EventId,
                Attempt = scheduled.Attempt,
                Queue = scheduled.TaskQueue,
                ScheduledTime = e.EventTime.ToDateTimeOffset(),
                OriginalScheduledTime = OriginalTime(state, e),
                ScheduleToStartTimeout = IsSticky(scheduled.TaskQueue)
                    ? state.Sticky?.ScheduleToStartTimeout
                    : null,
                StartToCloseTimeout = scheduled.StartToCloseTimeout,
            },
            FirstTaskTime = null,
        };
    }

    /// <summary>A worker took a task with an event.</summary>
    public static Execution Started(Execution state, HistoryEvent e)
    {
        var started = e.WorkflowTaskStartedEventAttributes;
        if (state.Task is { IsStarted: true, HasEvents: false } known)
        {
            return state with { Task = known with { Status = Move(state, WorkflowTaskTrigger.WriteEvents) } };
        }

        return state with
        {
            Task = Pending(state) with
            {
                Status = Move(state, WorkflowTaskTrigger.Start),
                StartedEventId = e.EventId,
                StartedTime = e.EventTime.ToDateTimeOffset(),
                RequestId = started.RequestId,
                Identity = started.Identity,
                HistoryBytes = started.HistorySizeBytes,
                SuggestContinueAsNew = started.SuggestContinueAsNew,
                WorkerVersion = started.WorkerVersion,
            },
        };
    }

    /// <summary>A worker completed the task.</summary>
    public static Execution Completed(Execution state, HistoryEvent e)
    {
        Move(state, WorkflowTaskTrigger.Complete);
        var version = e.WorkflowTaskCompletedEventAttributes.WorkerVersion;
        return BuildIdsOfRun.After(state, version) with
        {
            Task = null,
            NextTaskAttempt = 1,
            PreviousStartedEventId = e.WorkflowTaskCompletedEventAttributes.StartedEventId,
            LastCompletedTask = new(e.EventId, Pending(state).OriginalScheduledTime, version),
            ResetPoints = ResetPointsOfRun.After(state, e),
        };
    }

    /// <summary>A first attempt failed.</summary>
    public static Execution Failed(Execution state, HistoryEvent e)
    {
        Move(state, WorkflowTaskTrigger.Fail);
        return e.WorkflowTaskFailedEventAttributes.Cause == WorkflowTaskFailedCause.ResetWorkflow
            ? Ended(state) with { NextTaskAttempt = 1 } // A reset: no worker failed the task.
            : Ended(state);
    }

    /// <summary>A first attempt, or a task on a sticky queue, timed out.</summary>
    public static Execution TimedOut(Execution state, HistoryEvent e)
    {
        Move(state, WorkflowTaskTrigger.TimeOut);
        return e.WorkflowTaskTimedOutEventAttributes.TimeoutType == TimeoutType.ScheduleToStart
            ? state with { Task = null, Sticky = null }
            : Ended(state);
    }

    /// <summary>A transient or speculative task waits for a worker, without an event.</summary>
    public static Execution TransientScheduled(Execution state, TaskScheduled fact) => state with
    {
        Task = new WorkflowTask
        {
            Status = Move(
                state,
                fact.Attempt == 1 ? WorkflowTaskTrigger.ScheduleSpeculative : WorkflowTaskTrigger.ScheduleTransient),
            ScheduledEventId = state.NextEventId,
            Attempt = fact.Attempt,
            Queue = fact.StickyQueue ?? Events.NormalQueue(state.Started.TaskQueue.Name),
            ScheduledTime = fact.Time.ToDateTimeOffset(),
            OriginalScheduledTime = fact.Time.ToDateTimeOffset(),
            ScheduleToStartTimeout = fact.StickyQueue is null ? null : state.Sticky?.ScheduleToStartTimeout,
            StartToCloseTimeout = fact.StartToCloseTimeout,
        },
    };

    /// <summary>A worker took a transient or speculative task, without an event.</summary>
    public static Execution TransientStarted(Execution state, TaskStarted fact) => state with
    {
        Task = Pending(state) with
        {
            Status = Move(state, WorkflowTaskTrigger.Start),
            StartedEventId = state.NextEventId + 1,
            StartedTime = fact.Time.ToDateTimeOffset(),
            RequestId = fact.RequestId,
            Identity = fact.Identity,
            HistoryBytes = fact.HistorySizeBytes,
            SuggestContinueAsNew = fact.SuggestContinueAsNew,
            WorkerVersion = fact.WorkerVersion,
        },
    };

    /// <summary>The worker failed a transient task.</summary>
    public static Execution Refused(Execution state) => state with { Task = Pending(state) with { Identity = "" } };

    /// <summary>A transient or speculative task ended without an event.</summary>
    public static Execution TransientEnded(Execution state, TransientTaskEnded fact)
    {
        Move(state, WorkflowTaskTrigger.Forget);
        return state with { Task = null, NextTaskAttempt = fact.NextAttempt };
    }

    /// <summary>The run closes: a task that waits for a worker is no longer needed.</summary>
    public static Execution Abandoned(Execution state)
    {
        if (state.Task is not null)
        {
            Move(state, WorkflowTaskTrigger.Abandon);
        }

        return state with { Task = null, Sticky = null, FirstTaskTime = null };
    }

    /// <summary>A worker keeps the run in its cache.</summary>
    public static Execution Bound(Execution state, StickyBound fact) => state with
    {
        Sticky = new(fact.Queue, fact.ScheduleToStartTimeout.ToTimeSpan()),
    };

    /// <summary>
    /// After a failure the task is retried. If a worker had the run in its cache, the task becomes a first attempt on
    /// the workflow's own queue, because the cache may be the cause; else it becomes the next attempt.
    /// </summary>
    private static Execution Ended(Execution state) => state with
    {
        Task = null,
        NextTaskAttempt = state.Sticky is null ? Pending(state).Attempt + 1 : 1,
        Sticky = null,
    };

    /// <summary>
    /// A task that directly follows a completed one continues its heartbeats, and so keeps its original time.
    /// </summary>
    private static DateTimeOffset OriginalTime(Execution state, HistoryEvent e) =>
        state.LastCompletedTask is { } last && last.CompletedEventId == e.EventId - 1
            ? last.OriginalScheduledTime
            : e.EventTime.ToDateTimeOffset();

    private static WorkflowTask Pending(Execution state) =>
        state.Task ?? throw new JournalCorruptException("There is no workflow task.");

    private static WorkflowTaskStatus Move(Execution state, WorkflowTaskTrigger trigger) =>
        WorkflowTaskMachine.Table.Next(state, state.TaskStatus, trigger);

    private static bool IsSticky(TaskQueue queue) => queue.Kind == TaskQueueKind.Sticky;
}
