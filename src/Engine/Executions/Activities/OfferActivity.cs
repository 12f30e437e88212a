namespace Cairn.Engine.Executions.Activities;

/// <summary>Offers an attempt of an activity to workers.</summary>
internal static class OfferActivity
{
    /// <summary>Emits the effect.</summary>
    public static void Emit(Turn turn, Activity activity) => turn.Emit(new Effect.OfferActivityTask(
        new(activity.Options.TaskQueue.Name), activity.ScheduledEventId, activity.Attempt));
}
