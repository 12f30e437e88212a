using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Gives an activity another time, or another number, for its attempt.</summary>
internal static class RescheduleActivity
{
    /// <summary>
    /// The attempt is due at a time; one that is due already is offered, unless the activity is paused.
    /// </summary>
    /// <param name="turn">The decision.</param>
    /// <param name="scheduledEventId">The scheduled event of the activity.</param>
    /// <param name="attempt">The number of the attempt.</param>
    /// <param name="time">When it is due.</param>
    /// <param name="isNew">Whether schedule-to-close starts again too.</param>
    public static void At(
        Turn turn, long scheduledEventId, int attempt, DateTimeOffset time, bool isNew = false)
    {
        turn.Note(new Record
        {
            ActivityRescheduled = new ActivityRescheduled
            {
                ScheduledEventId = scheduledEventId,
                Attempt = attempt,
                NextAttemptTime = Timestamp.FromDateTimeOffset(time),
                IsNew = isNew,
            },
        });
        if (time <= turn.Now && turn.State.Activities[scheduledEventId].Pause is null)
        {
            turn.Note(new Record { ActivityDue = new ActivityDue { ScheduledEventId = scheduledEventId } });
            OfferActivity.Emit(turn, turn.State.Activities[scheduledEventId]);
        }
    }
}
