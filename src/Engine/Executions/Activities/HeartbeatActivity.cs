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
    /// <returns>What the worker should know.</returns>
    public static HeartbeatAnswer Decide(Turn turn, Activity activity, Payloads? details, string identity)
    {
        if (details?.CalculateSize() > Limits.BlobBytes)
        {
            var failure = CompleteActivity.TooLarge("Heartbeat details exceed size limit.");
            CloseActivity.Failed(turn, activity, failure, RetryState.NonRetryableFailure, identity);
            return new HeartbeatAnswer(CancelRequested: true, IsPaused: false, IsReset: false);
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
        return new HeartbeatAnswer(activity.CancelRequested, activity.Pause is not null, activity.ResetRequested);
    }
}

/// <summary>What the worker of an attempt hears; any of it means that it should stop.</summary>
/// <param name="CancelRequested">The workflow asked it to.</param>
/// <param name="IsPaused">Somebody holds the activity back.</param>
/// <param name="IsReset">Somebody wants it to begin anew.</param>
public readonly record struct HeartbeatAnswer(bool CancelRequested, bool IsPaused, bool IsReset);
