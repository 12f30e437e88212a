using Cairn.Api.Command.V1;
using Cairn.Engine.Rules;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities;

/// <summary>
/// The four timeouts of an activity, completed and none longer than the run. A timeout that is not set is zero, and
/// history still has it: clients expect each of them.
/// </summary>
/// <param name="ScheduleToClose">From the first scheduling to the end, over all attempts.</param>
/// <param name="ScheduleToStart">From each attempt's scheduling to its start.</param>
/// <param name="StartToClose">From each attempt's start to its end.</param>
/// <param name="Heartbeat">Between two heartbeats.</param>
internal sealed record ActivityTimeouts(
    Duration ScheduleToClose, Duration ScheduleToStart, Duration StartToClose, Duration Heartbeat)
{
    /// <summary>Returns what is wrong with the timeouts of a command; null if nothing is.</summary>
    public static string? Check(ScheduleActivityTaskCommandAttributes command)
    {
        foreach (var (name, duration) in new[]
        {
            ("ScheduleToCloseTimeout", command.ScheduleToCloseTimeout),
            ("ScheduleToStartTimeout", command.ScheduleToStartTimeout),
            ("StartToCloseTimeout", command.StartToCloseTimeout),
            ("HeartbeatTimeout", command.HeartbeatTimeout),
        })
        {
            if (Durations.Check(duration) is { } wrong)
            {
                return $"invalid {name}: {wrong}";
            }
        }

        return Durations.Read(command.ScheduleToCloseTimeout) is null
            && Durations.Read(command.StartToCloseTimeout) is null
                ? "a valid StartToCloseTimeout or ScheduleToCloseTimeout must be set on the activity. "
                    + $"ActivityId={command.ActivityId} ActivityType={command.ActivityType.Name}"
                : null;
    }

    /// <summary>
    /// The timeouts of a command that passed <see cref="Check"/>. A schedule-to-close timeout bounds the others;
    /// without it the run does.
    /// </summary>
    public static ActivityTimeouts Of(ScheduleActivityTaskCommandAttributes command, Duration? run)
    {
        var whole = Durations.Shorter(Durations.Keep(command.ScheduleToCloseTimeout), run);
        var start = Durations.Shorter(Durations.Keep(command.ScheduleToStartTimeout), whole);
        var close = Durations.Shorter(Durations.Keep(command.StartToCloseTimeout), whole);
        var heartbeat = Durations.Keep(command.HeartbeatTimeout) is { } beat ? Durations.Shorter(beat, close) : null;
        return new(OrZero(whole), OrZero(start), OrZero(close), OrZero(heartbeat));
    }

    private static Duration OrZero(Duration? timeout) => timeout ?? new Duration();
}
