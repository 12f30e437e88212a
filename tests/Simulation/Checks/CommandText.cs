using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Tests.Simulation.Actors;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>Commands and the events that they leave, as the same words.</summary>
internal static class CommandText
{
    /// <summary>A command.</summary>
    public static string Of(Command command) => command.CommandType switch
    {
        CommandType.ScheduleActivityTask => $"activity {command.ScheduleActivityTaskCommandAttributes.ActivityId}",
        CommandType.RequestCancelActivityTask =>
            $"cancel activity {command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId}",
        CommandType.StartTimer => $"timer {command.StartTimerCommandAttributes.TimerId}",
        CommandType.CancelTimer => $"cancel timer {command.CancelTimerCommandAttributes.TimerId}",
        CommandType.RecordMarker => $"marker {command.RecordMarkerCommandAttributes.MarkerName}",
        CommandType.CompleteWorkflowExecution =>
            $"complete {Wire.Text(command.CompleteWorkflowExecutionCommandAttributes.Result)}",
        CommandType.FailWorkflowExecution =>
            $"fail {command.FailWorkflowExecutionCommandAttributes.Failure.Message}",
        CommandType.CancelWorkflowExecution => "cancel",
        CommandType.StartChildWorkflowExecution => Errand(
            command.StartChildWorkflowExecutionCommandAttributes.WorkflowId,
            command.StartChildWorkflowExecutionCommandAttributes.Control),
        CommandType.SignalExternalWorkflowExecution => Errand(
            command.SignalExternalWorkflowExecutionCommandAttributes.Execution.WorkflowId,
            command.SignalExternalWorkflowExecutionCommandAttributes.Control),
        CommandType.RequestCancelExternalWorkflowExecution => Errand(
            command.RequestCancelExternalWorkflowExecutionCommandAttributes.WorkflowId,
            command.RequestCancelExternalWorkflowExecutionCommandAttributes.Control),
        CommandType.ContinueAsNewWorkflowExecution =>
            $"continue as {Wire.Text(command.ContinueAsNewWorkflowExecutionCommandAttributes.Input)}",
        _ => command.ToString(),
    };

    /// <summary>The event of a command.</summary>
    public static string Of(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskScheduled => $"activity {e.ActivityTaskScheduledEventAttributes.ActivityId}",
        EventType.ActivityTaskCancelRequested =>
            $"cancel activity {e.ActivityTaskCancelRequestedEventAttributes.ScheduledEventId}",
        EventType.TimerStarted => $"timer {e.TimerStartedEventAttributes.TimerId}",
        EventType.TimerCanceled => $"cancel timer {e.TimerCanceledEventAttributes.TimerId}",
        EventType.MarkerRecorded => $"marker {e.MarkerRecordedEventAttributes.MarkerName}",
        EventType.WorkflowExecutionCompleted =>
            $"complete {Wire.Text(e.WorkflowExecutionCompletedEventAttributes.Result)}",
        EventType.WorkflowExecutionFailed => $"fail {e.WorkflowExecutionFailedEventAttributes.Failure.Message}",
        EventType.WorkflowExecutionCanceled => "cancel",
        EventType.WorkflowExecutionContinuedAsNew =>
            $"continue as {Wire.Text(e.WorkflowExecutionContinuedAsNewEventAttributes.Input)}",
        _ => Actors.Errand.Of(e) is { } errand ? Errand(errand.WorkflowId, errand.Control) : e.ToString(),
    };

    /// <summary>The completed workflow task whose command left an event; 0 if none did.</summary>
    public static long TaskOf(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskScheduled => e.ActivityTaskScheduledEventAttributes.WorkflowTaskCompletedEventId,
        EventType.ActivityTaskCancelRequested =>
            e.ActivityTaskCancelRequestedEventAttributes.WorkflowTaskCompletedEventId,
        EventType.TimerStarted => e.TimerStartedEventAttributes.WorkflowTaskCompletedEventId,
        EventType.TimerCanceled => e.TimerCanceledEventAttributes.WorkflowTaskCompletedEventId,
        EventType.MarkerRecorded => e.MarkerRecordedEventAttributes.WorkflowTaskCompletedEventId,
        EventType.WorkflowExecutionCompleted =>
            e.WorkflowExecutionCompletedEventAttributes.WorkflowTaskCompletedEventId,
        EventType.WorkflowExecutionFailed => e.WorkflowExecutionFailedEventAttributes.WorkflowTaskCompletedEventId,
        EventType.WorkflowExecutionCanceled =>
            e.WorkflowExecutionCanceledEventAttributes.WorkflowTaskCompletedEventId,
        EventType.WorkflowExecutionContinuedAsNew =>
            e.WorkflowExecutionContinuedAsNewEventAttributes.WorkflowTaskCompletedEventId,
        _ => Actors.Errand.Of(e)?.Task ?? 0,
    };

    private static string Errand(string workflowId, string control) => $"step {control} asks {workflowId}";
}
