using Cairn.Api.Schedule.V1;
using Cairn.Exceptions;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Pauses, unpauses, triggers or backfills a schedule.</summary>
public static class PatchSchedule
{
    /// <summary>Applies a patch that passed <see cref="ScheduleRules"/>.</summary>
    /// <returns>Why it is refused; null if it is applied.</returns>
    public static Refusal? Decide(ScheduleTurn turn, SchedulePatch patch)
    {
        if (turn.State.Backfills.Count + patch.BackfillRequest.Count > Limits.ScheduleBackfills)
        {
            return new Refusal(
                RpcException.StatusCode.FailedPrecondition,
                $"{turn.State.Backfills.Count} backfills are waiting, of {Limits.ScheduleBackfills} that may.");
        }

        if (patch.Pause.Length > 0)
        {
            SetPaused(turn, isPaused: true, patch.Pause);
        }

        if (patch.Unpause.Length > 0)
        {
            SetPaused(turn, isPaused: false, patch.Unpause);
            turn.State.Processed = Timestamp.FromDateTimeOffset(turn.Now); // Skips the times in the pause.
        }

        if (patch.TriggerImmediately is { } trigger)
        {
            DueStarts.AddManual(turn, trigger.ScheduledTime, trigger.OverlapPolicy);
        }

        turn.State.Backfills.AddRange(patch.BackfillRequest);
        return null;
    }

    /// <summary>Pauses or unpauses a schedule, with notes.</summary>
    internal static void SetPaused(ScheduleTurn turn, bool isPaused, string notes)
    {
        turn.State.Schedule.State.Paused = isPaused;
        turn.State.Schedule.State.Notes = notes;
        turn.Revise();
    }
}
