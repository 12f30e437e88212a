using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities;

/// <summary>A heartbeat of an attempt.</summary>
public static class HeartbeatActivity
{
    /// <summary>
    /// Keeps the time and the details. A heartbeat without details clears the earlier ones. Details that are larger
    /// than the limit end the activity.
    /// </summary>
    /// <returns>What the worker must be notified of.</returns>
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

/// <summary>What the worker of an attempt receives. Each flag that is set means that the worker should stop.</summary>
/// <param name="CancelRequested">The workflow requested the cancellation.</param>
/// <param name="IsPaused">The activity is paused.</param>
/// <param name="IsReset">The activity was reset, to start again at attempt 1.</param>
public readonly record struct HeartbeatAnswer(bool CancelRequested, bool IsPaused, bool IsReset);
