namespace Cairn.Engine.Executions.Activities;

/// <summary>Says that an attempt of an activity waits for a worker.</summary>
internal static class OfferActivity
{
    /// <summary>Emits the effect.</summary>
    public static void Emit(Turn turn, Activity activity) => turn.Emit(new Effect.OfferActivityTask(
        new(activity.Options.TaskQueue.Name), activity.ScheduledEventId, activity.Attempt));
}
