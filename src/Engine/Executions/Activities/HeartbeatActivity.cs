using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities;

/// <summary>An attempt is alive.</summary>
public static class HeartbeatActivity
{
    /// <summary>
    /// Keeps the time and the details, none of which clears earlier ones; details that are too large to keep end the
    /// activity.
    /// </summary>
    /// <returns>Whether the worker should stop.</returns>
    public static bool Decide(Turn turn, Activity activity, Payloads? details, string identity)
    {
        if (details?.CalculateSize() > Limits.BlobBytes)
        {
            var failure = CompleteActivity.TooLarge("Heartbeat details exceed size limit.");
            CloseActivity.Failed(turn, activity, failure, RetryState.NonRetryableFailure, identity);
            return true;
        }

        turn.Note(new Record
        {
            ActivityHeartbeat = new ActivityHeartbeat
            {
                ScheduledEventId = activity.ScheduledEventId,
                Time = Timestamp.FromDateTimeOffset(turn.Now),
                Details = details,
            },
        });
        return activity.CancelRequested;
    }
}
