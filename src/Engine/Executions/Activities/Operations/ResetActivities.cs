using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Resets activities: they start again at attempt 1.</summary>
public static class ResetActivities
{
    /// <summary>
    /// Decides a ResetActivity. A worker that has the first attempt keeps it and is notified of the reset; a later
    /// attempt is taken from its worker, because the attempt number is 1 again.
    /// </summary>
    /// <param name="turn">The decision.</param>
    /// <param name="request">The request.</param>
    /// <param name="delay">How long the attempt waits, at random within the jitter of the request.</param>
    public static Refusal? Decide(Turn turn, ResetActivityRequest request, TimeSpan delay)
    {
        var selection = new ActivitySelection(request.Id, request.Type, request.MatchAll);
        if (selection.Find(turn.State, out var found) is { } refusal)
        {
            return refusal;
        }

        foreach (var activity in found)
        {
            Reset(turn, activity, request, delay);
        }

        return null;
    }

    private static void Reset(Turn turn, Activity activity, ResetActivityRequest request, TimeSpan delay)
    {
        var scheduledEventId = activity.ScheduledEventId;
        if (activity.Pause is not null && !request.KeepPaused)
        {
            ActivityUnpaused unpaused = new() { ScheduledEventId = scheduledEventId };
            turn.Note(new Record { ActivityUnpaused = unpaused });
        }

        if (request.RestoreOriginalOptions)
        {
            SetActivityOptions.Restore(turn, activity);
        }

        turn.Note(new Record
        {
            ActivityReset = new ActivityReset
            {
                ScheduledEventId = scheduledEventId,
                ResetHeartbeat = request.ResetHeartbeat,
            },
        });
        if (activity is not { IsStarted: true, Attempt: 1 })
        {
            RescheduleActivity.At(turn, scheduledEventId, attempt: 1, turn.Now + delay);
        }
    }
}
