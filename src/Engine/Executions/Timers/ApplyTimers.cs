using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Timers;

/// <summary>Applies the events of timers to the state of a run.</summary>
internal static class ApplyTimers
{
    /// <summary>A timer was started.</summary>
    public static Execution Started(Execution state, HistoryEvent e)
    {
        var started = e.TimerStartedEventAttributes;
        var fireTime = e.EventTime.ToDateTimeOffset() + (Durations.Read(started.StartToFireTimeout) ?? TimeSpan.Zero);
        TimerMachine.Table.Next(state, StatusOf(state, started.TimerId), TimerTrigger.Start);
        return state with { Timers = state.Timers.Add(started.TimerId, new(started.TimerId, e.EventId, fireTime)) };
    }

    /// <summary>A timer fired.</summary>
    public static Execution Fired(Execution state, HistoryEvent e) =>
        Remove(state, e.TimerFiredEventAttributes.TimerId, TimerTrigger.Fire);

    /// <summary>The workflow cancelled a timer; if it had fired unseen, its event was unbuffered before.</summary>
    public static Execution Canceled(Execution state, HistoryEvent e)
    {
        var timerId = e.TimerCanceledEventAttributes.TimerId;
        return state.Timers.ContainsKey(timerId) ? Remove(state, timerId, TimerTrigger.Cancel) : state;
    }

    /// <summary>Removes the buffered event of a timer that fired unseen and is cancelled.</summary>
    public static Execution Unbuffered(Execution state, string timerId)
    {
        TimerMachine.Table.Next(state, StatusOf(state, timerId), TimerTrigger.Cancel);
        return state with { Buffered = state.Buffered.RemoveAll(e => IsFired(e, timerId)) };
    }

    /// <summary>Whether an event is the firing of this timer.</summary>
    public static bool IsFired(HistoryEvent e, string timerId) =>
        e.EventType == EventType.TimerFired && e.TimerFiredEventAttributes.TimerId == timerId;

    /// <summary>The status of a timer; one that fired counts until the workflow sees it.</summary>
    public static TimerStatus StatusOf(Execution state, string timerId) =>
        state.Timers.ContainsKey(timerId) ? TimerStatus.Started
        : state.Buffered.Any(e => IsFired(e, timerId)) ? TimerStatus.Fired
        : TimerStatus.None;

    private static Execution Remove(Execution state, string timerId, TimerTrigger trigger)
    {
        TimerMachine.Table.Next(state, StatusOf(state, timerId), trigger);
        return state with { Timers = state.Timers.Remove(timerId) };
    }
}
