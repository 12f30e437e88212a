namespace Cairn.Engine.Schedules;

/// <summary>
/// One decision on a schedule that is being made. It does not change the state that it starts from; the caller replaces
/// that by <see cref="State"/> once this is durable.
/// </summary>
/// <param name="state">The state that the decision starts from.</param>
/// <param name="now">The time of the decision.</param>
public sealed class ScheduleTurn(ScheduleDocument state, DateTimeOffset now)
{
    private ScheduleTimes? times;

    /// <summary>The state after the decisions so far.</summary>
    public ScheduleDocument State { get; } = state.Clone();

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The times of the spec as it is now.</summary>
    /// <exception cref="Calendars.CalendarException">The machine does not know its time zone.</exception>
    public ScheduleTimes Times => times ??= new ScheduleTimes(State.Schedule.Spec, State.InstanceId);

    /// <summary>Counts a change of the definition: earlier conflict tokens become invalid.</summary>
    public void Revise()
    {
        State.Revision++;
        times = null;
    }

    /// <summary>Whether a request was applied before.</summary>
    public bool IsRepeated(string requestId) => requestId.Length > 0 && State.RequestIds.Contains(requestId);

    /// <summary>Remembers the id of a request that is applied.</summary>
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
