using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities;

/// <summary>
/// Starts an attempt for a caller that ends an activity by its id before a worker took it: the attempt is then started
/// and ended at once.
/// </summary>
internal static class ByIdStart
{
    /// <summary>Returns the activity, started.</summary>
    public static Activity IfNeeded(Turn turn, Activity activity, string identity)
    {
        if (activity.IsStarted)
        {
            return activity;
        }

        if (activity.Status == ActivityStatus.BackingOff)
        {
            turn.Note(new Record { ActivityDue = new ActivityDue { ScheduledEventId = activity.ScheduledEventId } });
        }

        turn.Note(new Record
        {
            ActivityStarted = new ActivityStarted
            {
                ScheduledEventId = activity.ScheduledEventId,
                Identity = identity,
                Time = Timestamp.FromDateTimeOffset(turn.Now),
            },
        });
        return turn.State.Activities[activity.ScheduledEventId];
    }
}
