using Cairn.Api.Enums.V1;
using Cairn.Client;

namespace OrderSaga;

/// <summary>How far an order is, read from its history.</summary>
public static class Progress
{
    /// <summary>The activity that completed last; null if none did.</summary>
    public static async Task<string?> LastStepAsync(WorkflowHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var names = new Dictionary<long, string>();
        string? last = null;
        await foreach (var e in handle.FetchHistoryEventsAsync())
        {
            if (e.EventType == EventType.ActivityTaskScheduled)
            {
                names[e.EventId] = e.ActivityTaskScheduledEventAttributes.ActivityType.Name;
            }
            else if (e.EventType == EventType.ActivityTaskCompleted)
            {
                last = names[e.ActivityTaskCompletedEventAttributes.ScheduledEventId];
            }
        }

        return last;
    }
}
