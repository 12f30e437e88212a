using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;

namespace Cairn.Tests.Sdk.Workflows.Kit;

/// <summary>Commands in a few words.</summary>
internal static class CommandText
{
    public static string Of(Command command) => command.CommandType switch
    {
        CommandType.ScheduleActivityTask =>
            "activity " + command.ScheduleActivityTaskCommandAttributes.ActivityType.Name,
        CommandType.RequestCancelActivityTask =>
            "cancel activity of " + command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId,
        CommandType.StartTimer => "timer " + command.StartTimerCommandAttributes.TimerId,
        CommandType.CancelTimer => "cancel timer " + command.CancelTimerCommandAttributes.TimerId,
        CommandType.RecordMarker => "marker " + command.RecordMarkerCommandAttributes.MarkerName,
        CommandType.UpsertWorkflowSearchAttributes => "search attributes",
        CommandType.CompleteWorkflowExecution => "complete "
            + command.CompleteWorkflowExecutionCommandAttributes.Result.Payloads_[0].Data.ToStringUtf8(),
        CommandType.FailWorkflowExecution => "fail " + command.FailWorkflowExecutionCommandAttributes.Failure.Message,
        CommandType.CancelWorkflowExecution => "cancelled",
        CommandType.ContinueAsNewWorkflowExecution =>
            "continue as new " + command.ContinueAsNewWorkflowExecutionCommandAttributes.WorkflowType.Name,
        CommandType.ProtocolMessage => "message " + command.ProtocolMessageCommandAttributes.MessageId,
        _ => command.CommandType.ToString(),
    };
}
