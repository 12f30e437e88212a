using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Timers;

/// <summary>The workflow cancels a timer, possibly one that has fired without its knowledge.</summary>
internal static class CancelTimer
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var turn = context.Turn;
        var timerId = command.CancelTimerCommandAttributes?.TimerId;
        if (string.IsNullOrEmpty(timerId))
        {
            return Bad(timerId is null
                ? "CancelTimerCommandAttributes is not set on CancelTimerCommand."
                : "TimerId is not set on CancelTimerCommand.");
        }

        long startedEventId;
        if (turn.State.Timers.TryGetValue(timerId, out var timer))
        {
            startedEventId = timer.StartedEventId;
        }
        else if (turn.State.Buffered.FirstOrDefault(e => ApplyTimers.IsFired(e, timerId)) is { } fired)
        {
            startedEventId = fired.TimerFiredEventAttributes.StartedEventId;
            turn.Note(new Record { TimerUnbuffered = timerId });
        }
        else
        {
            return Bad($"timer {timerId} is not pending");
        }

        turn.Write(new HistoryEvent
        {
            EventType = EventType.TimerCanceled,
            UserMetadata = command.UserMetadata,
            TimerCanceledEventAttributes = new TimerCanceledEventAttributes
            {
                TimerId = timerId,
                StartedEventId = startedEventId,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                Identity = context.Identity,
            },
        });
        return null;
    }

    private static BadCommand Bad(string text) => new(WorkflowTaskFailedCause.BadCancelTimerAttributes, text);
}
