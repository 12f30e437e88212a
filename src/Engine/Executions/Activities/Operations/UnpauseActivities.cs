using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Unpauses activities.</summary>
public static class UnpauseActivities
{
    /// <summary>Decides an UnpauseActivity. An attempt that a worker has is not affected.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="request">The request.</param>
    /// <param name="delay">How long the next attempt waits, at random within the jitter of the request.</param>
    public static Refusal? Decide(Turn turn, UnpauseActivityRequest request, TimeSpan delay)
    {
        var selection = new ActivitySelection(request.Id, request.Type, request.UnpauseAll);
        if (selection.Find(turn.State, out var found) is { } refusal)
        {
            return refusal;
        }

        foreach (var activity in found.Where(activity => activity.Pause is not null))
        {
            turn.Note(new Record
            {
                ActivityUnpaused = new ActivityUnpaused
                {
                    ScheduledEventId = activity.ScheduledEventId,
                    ResetHeartbeat = request.ResetHeartbeat,
                },
            });
            if (!activity.IsStarted)
            {
                var attempt = request.ResetAttempts ? 1 : activity.Attempt;
                RescheduleActivity.At(turn, activity.ScheduledEventId, attempt, turn.Now + delay);
            }
        }

        return null;
    }
}
