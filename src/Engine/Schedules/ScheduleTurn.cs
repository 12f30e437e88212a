namespace Cairn.Engine.Schedules;

/// <summary>
/// One decision on a schedule in the making. The state that it starts from stays as it is; the shell keeps
/// <see cref="State"/> in its place once that is durable.
/// </summary>
/// <param name="state">The state that the decision starts from.</param>
/// <param name="now">The time of the decision.</param>
public sealed class ScheduleTurn(ScheduleDocument state, DateTimeOffset now)
{
    private ScheduleTimes? times;

    /// <summary>The state as decided so far.</summary>
    public ScheduleDocument State { get; } = state.Clone();

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The times of the spec as it is now.</summary>
    /// <exception cref="Calendars.CalendarException">The machine does not know its time zone.</exception>
    public ScheduleTimes Times => times ??= new ScheduleTimes(State.Schedule.Spec, State.InstanceId);

    /// <summary>The definition changes: tokens of the former one are out of date.</summary>
    public void Revise()
    {
        State.Revision++;
        times = null;
    }

    /// <summary>Whether a request has been carried out before.</summary>
    public bool IsRepeated(string requestId) => requestId.Length > 0 && State.RequestIds.Contains(requestId);

    /// <summary>Remembers that a request is carried out.</summary>
    public void Remember(string requestId)
    {
        if (requestId.Length == 0)
        {
            return;
        }

        State.RequestIds.Add(requestId);
        while (State.RequestIds.Count > Limits.ScheduleRequests)
        {
            State.RequestIds.RemoveAt(0);
        }
    }
}
