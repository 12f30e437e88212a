using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Timers;

/// <summary>The workflow starts a timer.</summary>
internal static class StartTimer
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.StartTimerCommandAttributes;
        if (Check(attributes) is { } text)
        {
            return new(WorkflowTaskFailedCause.BadStartTimerAttributes, text);
        }

        if (!TimerMachine.Table.Allows(
            ApplyTimers.StatusOf(context.Turn.State, attributes.TimerId), TimerTrigger.Start))
        {
            return new(WorkflowTaskFailedCause.StartTimerDuplicateId, $"timer {attributes.TimerId} is pending");
        }

        context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.TimerStarted,
            UserMetadata = command.UserMetadata,
            TimerStartedEventAttributes = new TimerStartedEventAttributes
            {
                TimerId = attributes.TimerId,
                StartToFireTimeout = Durations.OrAsGiven(
                    Durations.Keep(attributes.StartToFireTimeout), attributes.StartToFireTimeout),
                WorkflowTaskCompletedEventId = context.CompletedEventId,
            },
        });
        return null;
    }

    private static string? Check(StartTimerCommandAttributes? attributes)
    {
        if (attributes is null)
        {
            return "StartTimerCommandAttributes is not set on StartTimerCommand.";
        }

        if (attributes.TimerId.Length == 0)
        {
            return "TimerId is not set on StartTimerCommand.";
        }

        if (Names.TooLong(attributes.TimerId))
        {
            return $"TimerId on StartTimerCommand exceeds length limit. TimerId={attributes.TimerId} "
                + $"Length={Names.Bytes(attributes.TimerId)} Limit={Limits.IdBytes}";
        }

        return Durations.Check(attributes.StartToFireTimeout) is { } wrong
            ? $"An invalid StartToFireTimeout is set on StartTimerCommand: {wrong}. TimerId={attributes.TimerId}"
            : null;
    }
}
