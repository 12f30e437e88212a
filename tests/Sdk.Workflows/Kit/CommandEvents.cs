using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Tests.Sdk.Workflows.Kit;

/// <summary>The event that a server writes for a command.</summary>
internal static class CommandEvents
{
    public static HistoryEvent Of(Command command, FakeServer server) => command.CommandType switch
    {
        CommandType.ScheduleActivityTask => new()
        {
            EventType = EventType.ActivityTaskScheduled,
            ActivityTaskScheduledEventAttributes = new()
            {
                ActivityId = command.ScheduleActivityTaskCommandAttributes.ActivityId,
                ActivityType = command.ScheduleActivityTaskCommandAttributes.ActivityType,
                Input = command.ScheduleActivityTaskCommandAttributes.Input,
            },
        },
        CommandType.RequestCancelActivityTask => new()
        {
            EventType = EventType.ActivityTaskCancelRequested,
            ActivityTaskCancelRequestedEventAttributes = new()
            {
                ScheduledEventId = command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId,
            },
        },
        CommandType.StartTimer => new()
        {
            EventType = EventType.TimerStarted,
            TimerStartedEventAttributes = new()
            {
                TimerId = command.StartTimerCommandAttributes.TimerId,
                StartToFireTimeout = command.StartTimerCommandAttributes.StartToFireTimeout,
            },
        },
        CommandType.CancelTimer => new()
        {
            EventType = EventType.TimerCanceled,
            TimerCanceledEventAttributes = new()
            {
                TimerId = command.CancelTimerCommandAttributes.TimerId,
                StartedEventId = server.Events.Last(e =>
                    e.TimerStartedEventAttributes?.TimerId == command.CancelTimerCommandAttributes.TimerId).EventId,
            },
        },
        _ => OfRest(command),
    };

    private static HistoryEvent OfRest(Command command) => command.CommandType switch
    {
        CommandType.RecordMarker => new()
        {
            EventType = EventType.MarkerRecorded,
            MarkerRecordedEventAttributes = new()
            {
                MarkerName = command.RecordMarkerCommandAttributes.MarkerName,
                Details = { command.RecordMarkerCommandAttributes.Details },
            },
        },
        CommandType.UpsertWorkflowSearchAttributes => new()
        {
            EventType = EventType.UpsertWorkflowSearchAttributes,
            UpsertWorkflowSearchAttributesEventAttributes = new()
            {
                SearchAttributes = command.UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes,
            },
        },
        CommandType.CompleteWorkflowExecution => new()
        {
            EventType = EventType.WorkflowExecutionCompleted,
            WorkflowExecutionCompletedEventAttributes = new()
            {
                Result = command.CompleteWorkflowExecutionCommandAttributes.Result,
            },
        },
        CommandType.FailWorkflowExecution => new()
        {
            EventType = EventType.WorkflowExecutionFailed,
            WorkflowExecutionFailedEventAttributes = new()
            {
                Failure = command.FailWorkflowExecutionCommandAttributes.Failure,
            },
        },
        CommandType.CancelWorkflowExecution => new()
        {
            EventType = EventType.WorkflowExecutionCanceled,
            WorkflowExecutionCanceledEventAttributes = new(),
        },
        CommandType.ContinueAsNewWorkflowExecution => new()
        {
            EventType = EventType.WorkflowExecutionContinuedAsNew,
            WorkflowExecutionContinuedAsNewEventAttributes = new(),
        },
        _ => throw new ArgumentException(command.CommandType.ToString(), nameof(command)),
    };
}
