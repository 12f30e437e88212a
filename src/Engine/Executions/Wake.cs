using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions;

/// <summary>Does what has become due in a run; no request causes it.</summary>
public static class Wake
{
    /// <summary>Does everything that is due, and nothing earlier.</summary>
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

        if (turn.State is { IsHeld: false } && turn.State.FirstTaskTime <= turn.Now)
        {
            ScheduleWorkflowTask.First(turn);
        }

        if (turn.State.Task?.Deadline <= turn.Now)
        {
            TimeOutWorkflowTask.Now(turn);
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        if (FireTimers.Due(turn))
        {
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        TimeOutActivities.Due(turn);
    }

    /// <summary>
    /// Offers every task that waits for a worker, and sends every message that is not delivered. After a restart it is
    /// not known whether this was done before.
    /// </summary>
    /// <param name="turn">The decision.</param>
    /// <param name="workersAreGone">
    /// Whether the workers ran in the process that ended. Their tasks are then certainly lost: they time out now, with
    /// the same result as a later timeout.
    /// </param>
    public static void Recover(Turn turn, bool workersAreGone)
    {
        Outgoing.Send(turn);
        if (!turn.State.IsOpen)
        {
            return;
        }

        if (turn.State.Task is { IsSpeculative: true, IsStarted: false })
        {
            EndWorkflowTask.Forget(turn); // Only the process that ended knew its updates; callers send them again.
        }

        ScheduleWorkflowTask.Offer(turn);
        foreach (var activity in turn.State.Activities.Values
            .Where(activity => activity is { Status: ActivityStatus.Scheduled, Pause: null })
            .OrderBy(activity => activity.ScheduledEventId))
        {
            OfferActivity.Emit(turn, activity);
        }

        if (workersAreGone)
        {
            LoseStarted(turn);
        }
    }

    /// <summary>
    /// The earliest time at which the run needs <see cref="Decide"/>; null if never. Tasks that wait for a worker do
    /// not count.
    /// </summary>
    public static DateTimeOffset? NextTime(Execution state)
    {
        if (!state.IsOpen)
        {
            return null;
        }

        var next = Earlier(state.RunDeadline, state.IsHeld ? null : state.FirstTaskTime);
        next = Earlier(next, state.Task?.Deadline);
        foreach (var (_, timer) in state.Timers)
        {
            next = Earlier(next, timer.FireTime);
        }

        foreach (var (_, activity) in state.Activities)
        {
            var deadline = ActivityDeadline.Of(activity).At;
            next = Earlier(next, deadline == DateTimeOffset.MaxValue ? null : deadline);
        }

        return next;
    }

    /// <summary>Whether the run needs <see cref="Recover"/> after a restart.</summary>
    /// <param name="state">The run.</param>
    /// <param name="workersAreGone">Whether the workers end with the process.</param>
    public static bool NeedsRecovery(Execution state, bool workersAreGone)
    {
        if (state.IsDeleted || Outgoing.Of(state).Any())
        {
            return true;
        }

        if (!state.IsOpen)
        {
            return false;
        }

        if (state.Task is { } task && (workersAreGone || !task.IsStarted))
        {
            return true;
        }

        foreach (var (_, activity) in state.Activities)
        {
            if (activity is { Status: ActivityStatus.Scheduled, Pause: null } || (workersAreGone && activity.IsStarted))
            {
                return true;
            }
        }

        return false;
    }

    private static void LoseStarted(Turn turn)
    {
        if (turn.State is { Task: { IsStarted: true, IsSpeculative: true }, Buffered.IsEmpty: true })
        {
            EndWorkflowTask.Forget(turn);
        }
        else if (turn.State.Task is { IsStarted: true })
        {
            TimeOutWorkflowTask.Now(turn);
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        TimeOutActivities.Lost(turn);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;
}
