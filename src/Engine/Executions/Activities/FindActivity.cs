namespace Cairn.Engine.Executions.Activities;

/// <summary>Finds the activity that a caller names, by token or by id.</summary>
public static class FindActivity
{
    /// <summary>By a token: only the attempt that the token was made for.</summary>
    public static Refusal? ByToken(Execution state, ActivityAttempt attempt, out Activity? activity)
    {
        activity = state.IsOpen ? attempt.FindStarted(state) : null;
        return activity is not null ? null : state.IsOpen ? Refusal.ActivityNotFound : Refusal.AlreadyCompleted;
    }

    /// <summary>By the activity's id: any attempt, started or not.</summary>
    public static Refusal? ById(Execution state, string activityId, out Activity? activity)
    {
        activity = null;
        if (!state.IsOpen)
        {
            return Refusal.AlreadyCompleted;
        }

        return state.ActivityIds.TryGetValue(activityId, out var scheduledEventId)
            && state.Activities.TryGetValue(scheduledEventId, out activity)
                ? null
                : Refusal.NotFound(
                    $"cannot find pending activity with ActivityID {activityId}, check workflow execution history "
                    + "for more details");
    }

    /// <summary>By the activity's id, for requests that need a started attempt.</summary>
    public static Refusal? StartedById(Execution state, string activityId, out Activity? activity)
    {
        var refusal = ById(state, activityId, out activity);
        return refusal ?? (activity!.IsStarted ? null : Refusal.ActivityNotFound);
    }
}
