using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Engine.Journal;
using Cairn.Engine.Rules;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities;

/// <summary>An attempt failed: another one follows, or the activity fails.</summary>
public static class FailActivity
{
    /// <summary>Ends the attempt by the retry policy.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="activity">The activity, as it was found.</param>
    /// <param name="failure">The failure; null means an empty failure.</param>
    /// <param name="lastHeartbeat">
    /// Details that the worker sends with the failure as a last heartbeat; null if there are none. Details that are
    /// larger than the limit are dropped: the attempt has failed all the same.
    /// </param>
    /// <param name="identity">The worker.</param>
    public static void Decide(
        Turn turn, Activity activity, Failure? failure, Payloads? lastHeartbeat, string identity)
    {
        if (lastHeartbeat?.CalculateSize() <= Limits.BlobBytes && activity.IsStarted)
        {
            HeartbeatActivity.Decide(turn, activity, lastHeartbeat, identity);
            activity = turn.State.Activities[activity.ScheduledEventId];
        }

        var known = Failures.Recorded(failure ?? new Failure());
        var started = ByIdStart.IfNeeded(turn, activity, identity);
        var retry = ActivityRetry.After(started, known, turn.Now);
        if (retry.State == RetryState.InProgress)
        {
            Again(turn, started, known, retry.NextTime);
        }
        else
        {
            CloseActivity.Failed(turn, started, known, retry.State, identity);
        }
    }

    /// <summary>Ends the attempt; the next one waits for its time.</summary>
    internal static void Again(Turn turn, Activity activity, Failure failure, DateTimeOffset nextTime) =>
        turn.Note(new Record
        {
            ActivityRetried = new ActivityRetried
            {
                ScheduledEventId = activity.ScheduledEventId,
                Failure = Failures.Kept(failure),
                Time = Timestamp.FromDateTimeOffset(turn.Now),
                NextAttemptTime = Timestamp.FromDateTimeOffset(nextTime),
            },
        });
}
