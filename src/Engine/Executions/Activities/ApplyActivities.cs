using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Activities.Operations;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Activities;

/// <summary>Applies the events of activities to the state of a run.</summary>
internal static class ApplyActivities
{
    /// <summary>The workflow scheduled an activity.</summary>
    public static Execution Scheduled(Execution state, HistoryEvent e)
    {
        var activity = new Activity
        {
            Status = ActivityMachine.Table.Next(state, StatusOf(state, e.EventId), ActivityTrigger.Schedule),
            ScheduledEvent = e,
            Options = e.ActivityTaskScheduledEventAttributes,
            FirstScheduledTime = e.EventTime.ToDateTimeOffset(),
            AttemptScheduledTime = e.EventTime.ToDateTimeOffset(),
        };
        return state with
        {
            Activities = state.Activities.Add(e.EventId, activity),
            ActivityIds = state.ActivityIds.Add(activity.Options.ActivityId, e.EventId),
        };
    }

    /// <summary>A worker took the attempt. The started event is written only when the activity ends.</summary>
    public static Execution Started(Execution state, ActivityStarted fact) =>
        Change(state, fact.ScheduledEventId, activity => activity with
        {
            Status = ActivityMachine.Table.Next(state, activity.Status, ActivityTrigger.Start),
            StartedTime = fact.Time.ToDateTimeOffset(),
            RequestId = fact.RequestId,
            Identity = fact.Identity,
            WorkerVersion = fact.WorkerVersion,
            HeartbeatTime = null,
        });

    /// <summary>The attempt failed, and another one follows.</summary>
    public static Execution Retried(Execution state, ActivityRetried fact) =>
        Change(state, fact.ScheduledEventId, activity => ApplyActivityOperations.AtEnd(activity) with
        {
            Status = ActivityMachine.Table.Next(state, activity.Status, ActivityTrigger.Retry),
            Attempt = activity.Attempt + 1,
            LastFailure = fact.Failure,
            LastAttemptTime = fact.Time.ToDateTimeOffset(),
            AttemptScheduledTime = fact.NextAttemptTime.ToDateTimeOffset(),
            RequestId = "",
            ResetRequested = false,
        });

    /// <summary>The time of the next attempt came.</summary>
    public static Execution Due(Execution state, ActivityDue fact) =>
        Change(state, fact.ScheduledEventId, activity => activity with
        {
            Status = ActivityMachine.Table.Next(state, activity.Status, ActivityTrigger.Due),
        });

    /// <summary>A heartbeat arrived.</summary>
    public static Execution Heartbeat(Execution state, ActivityHeartbeat fact) =>
        Change(state, fact.ScheduledEventId, activity => activity with
        {
            HeartbeatTime = fact.Time.ToDateTimeOffset(),
            HeartbeatDetails = fact.Details,
        });

    /// <summary>
    /// The workflow requested its cancellation; the activity may have ended without the workflow's knowledge.
    /// </summary>
    public static Execution CancelRequested(Execution state, HistoryEvent e)
    {
        var scheduledEventId = e.ActivityTaskCancelRequestedEventAttributes.ScheduledEventId;
        return state.Activities.ContainsKey(scheduledEventId)
            ? Change(state, scheduledEventId, activity => activity with { CancelRequestedEventId = e.EventId })
            : state;
    }

    /// <summary>The activity ended.</summary>
    public static Execution Closed(Execution state, long scheduledEventId)
    {
        var activity = Find(state, scheduledEventId);
        ActivityMachine.Table.Next(state, activity.Status, ActivityTrigger.Close);
        return state with
        {
            Activities = state.Activities.Remove(scheduledEventId),
            ActivityIds = state.ActivityIds.Remove(activity.Options.ActivityId),
        };
    }

    internal static Execution Change(Execution state, long scheduledEventId, Func<Activity, Activity> change) =>
        state with
        {
            Activities = state.Activities.SetItem(scheduledEventId, change(Find(state, scheduledEventId))),
        };

    private static ActivityStatus StatusOf(Execution state, long scheduledEventId) =>
        state.Activities.GetValueOrDefault(scheduledEventId)?.Status ?? ActivityStatus.None;

    private static Activity Find(Execution state, long scheduledEventId) =>
        state.Activities.TryGetValue(scheduledEventId, out var activity)
            ? activity
            : throw new JournalCorruptException($"No activity was scheduled by event {scheduledEventId}.");
}
