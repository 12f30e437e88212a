using Cairn.Api.History.V1;

namespace Cairn.Tests.Engine;

/// <summary>What the event that ends an activity says of it.</summary>
/// <param name="ScheduledEventId">The activity.</param>
/// <param name="StartedEventId">Its start; 0 if no worker had it.</param>
internal readonly record struct ActivityEnd(long ScheduledEventId, long StartedEventId)
{
    /// <summary>Reads an event; null if it ends no activity.</summary>
    public static ActivityEnd? Of(HistoryEvent e) => e switch
    {
        { ActivityTaskCompletedEventAttributes: { } end } => new(end.ScheduledEventId, end.StartedEventId),
        { ActivityTaskFailedEventAttributes: { } end } => new(end.ScheduledEventId, end.StartedEventId),
        { ActivityTaskTimedOutEventAttributes: { } end } => new(end.ScheduledEventId, end.StartedEventId),
        { ActivityTaskCanceledEventAttributes: { } end } => new(end.ScheduledEventId, end.StartedEventId),
        _ => null,
    };
}
