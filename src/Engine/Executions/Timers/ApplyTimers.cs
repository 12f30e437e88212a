using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Timers;

/// <summary>How timers change the state of a run.</summary>
internal static class ApplyTimers
{
    /// <summary>A timer begins to run.</summary>
    public static Execution Started(Execution state, HistoryEvent e)
    {
        var started = e.TimerStartedEventAttributes;
        var fireTime = e.EventTime.ToDateTimeOffset() + (Durations.Read(started.StartToFireTimeout) ?? TimeSpan.Zero);
        TimerMachine.Table.Next(state, StatusOf(state, started.TimerId), TimerTrigger.Start);
        return state with { Timers = state.Timers.Add(started.TimerId, new(started.TimerId, e.EventId, fireTime)) };
    }

    /// <summary>A timer's time came.</summary>
    public static Execution Fired(Execution state, HistoryEvent e) =>
        Remove(state, e.TimerFiredEventAttributes.TimerId, TimerTrigger.Fire);

    /// <summary>The workflow took a timer back; if it had fired unseen, that was unbuffered before.</summary>
    public static Execution Canceled(Execution state, HistoryEvent e)
    {
        var timerId = e.TimerCanceledEventAttributes.TimerId;
        return state.Timers.ContainsKey(timerId) ? Remove(state, timerId, TimerTrigger.Cancel) : state;
    }

    /// <summary>A timer that fired unseen is taken back.</summary>
    public static Execution Unbuffered(Execution state, string timerId)
    {
        TimerMachine.Table.Next(state, StatusOf(state, timerId), TimerTrigger.Cancel);
        return state with { Buffered = state.Buffered.RemoveAll(e => IsFired(e, timerId)) };
    }

    /// <summary>Whether an event is the firing of this timer.</summary>
    public static bool IsFired(HistoryEvent e, string timerId) =>
        e.EventType == EventType.TimerFired && e.TimerFiredEventAttributes.TimerId == timerId;

    /// <summary>Where a timer stands; one that fired counts until the workflow sees it.</summary>
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
