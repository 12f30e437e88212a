using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Timers;

/// <summary>Fires the timers whose time has come, never earlier.</summary>
internal static class FireTimers
{
    /// <summary>Fires what is due, earliest first.</summary>
    /// <returns>Whether any timer fired.</returns>
    public static bool Due(Turn turn)
    {
        if (turn.State.Timers.IsEmpty)
        {
            return false;
        }

        var due = turn.State.Timers.Values
            .Where(timer => timer.FireTime <= turn.Now)
            .OrderBy(timer => timer.FireTime)
            .ThenBy(timer => timer.StartedEventId)
            .ToList();
        foreach (var timer in due)
        {
            turn.Write(new HistoryEvent
            {
                EventType = EventType.TimerFired,
                TimerFiredEventAttributes = new TimerFiredEventAttributes
                {
                    TimerId = timer.TimerId,
                    StartedEventId = timer.StartedEventId,
                },
            });
        }

        return due.Count > 0;
    }
}
