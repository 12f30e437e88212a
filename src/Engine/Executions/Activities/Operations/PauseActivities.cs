using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Pauses activities: no worker receives an attempt of them.</summary>
public static class PauseActivities
{
    /// <summary>Decides a PauseActivity. Pausing a paused activity changes nothing.</summary>
    public static Refusal? Decide(Turn turn, PauseActivityRequest request)
    {
        var selection = new ActivitySelection(request.Id, request.Type);
        if (selection.Find(turn.State, out var found) is { } refusal)
        {
            return refusal;
        }

        foreach (var activity in found.Where(activity => activity.Pause is null))
        {
            turn.Note(new Record
            {
                ActivityPaused = new ActivityPaused
                {
                    ScheduledEventId = activity.ScheduledEventId,
                    Time = Timestamp.FromDateTimeOffset(turn.Now),
                    Identity = request.Identity,
                    Reason = request.Reason,
                },
            });
        }

        return null;
    }
}
