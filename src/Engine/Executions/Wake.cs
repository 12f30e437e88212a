using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions;

/// <summary>What time does to a run: the only verb without a request.</summary>
public static class Wake
{
    /// <summary>Does all that is due, and nothing before its time.</summary>
    public static void Decide(Turn turn)
    {
        if (!turn.State.IsOpen)
        {
            return;
        }

        TimeOutWorkflow.Due(turn);
        if (!turn.State.IsOpen)
        {
            return;
        }

        if (turn.State.FirstTaskTime <= turn.Now)
        {
            ScheduleWorkflowTask.Now(turn);
        }

        if (turn.State.Task?.Deadline <= turn.Now)
        {
            EndWorkflowTask.TimeOut(turn);
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        if (FireTimers.Due(turn))
        {
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        TimeOutActivities.Due(turn);
    }

    /// <summary>
    /// Offers every task that waits for a worker: after a restart nobody remembers the earlier offers.
    /// </summary>
    public static void Recover(Turn turn)
    {
        if (!turn.State.IsOpen)
        {
            return;
        }

        ScheduleWorkflowTask.Offer(turn);
        foreach (var activity in turn.State.Activities.Values
            .Where(activity => activity.Status == ActivityStatus.Scheduled)
            .OrderBy(activity => activity.ScheduledEventId))
        {
            OfferActivity.Emit(turn, activity);
        }
    }

    /// <summary>
    /// The earliest moment at which the run needs <see cref="Decide"/>; null if never. It looks at time only, not at
    /// tasks that wait for a worker.
    /// </summary>
    public static DateTimeOffset? NextTime(Execution state)
    {
        if (!state.IsOpen)
        {
            return null;
        }

        var next = Earlier(state.RunDeadline, state.FirstTaskTime);
        next = Earlier(next, state.Task?.Deadline);
        foreach (var timer in state.Timers.Values)
        {
            next = Earlier(next, timer.FireTime);
        }

        foreach (var activity in state.Activities.Values)
        {
            var deadline = ActivityDeadline.Of(activity).At;
            next = Earlier(next, deadline == DateTimeOffset.MaxValue ? null : deadline);
        }

        return next;
    }

    /// <summary>Whether a task waits for a worker, so that the run must be looked at after a restart.</summary>
    public static bool HasWaitingTask(Execution state) => state.IsOpen
        && (state.Task is { IsStarted: false }
            || state.Activities.Values.Any(activity => activity.Status == ActivityStatus.Scheduled));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;
}
