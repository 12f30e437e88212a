using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Sdk.Replay.Machines;

namespace Cairn.Worker;

/// <summary>
/// Compares the values of a workflow task's commands with the server's limits. A server would end the workflow, so the
/// task fails instead, and the workflow continues when its code is mended.
/// </summary>
internal static class AnswerSizes
{
    /// <summary>The error that names the call whose values are too large; null if all fit.</summary>
    /// <param name="scope">The worker.</param>
    /// <param name="workflowType">The type of the workflow.</param>
    /// <param name="answer">The answer, encoded.</param>
    public static async ValueTask<string?> TooLargeAsync(
        WorkerScope scope, string workflowType, RespondWorkflowTaskCompletedRequest answer)
    {
        foreach (var command in answer.Commands)
        {
            if (await ValuesTooLargeAsync(scope, workflowType, command).ConfigureAwait(false)
                is { } error)
            {
                return error;
            }

            if (MemoOf(command) is { } memo
                && await PayloadSizes.TooLargeAsync(scope.Client, memo, scope.Logger, IsChecked(scope))
                    .ConfigureAwait(false) is { } memoError)
            {
                return memoError;
            }
        }

        return null;
    }

    /// <summary>Whether the worker compares sizes with the server's limits, and does not only warn.</summary>
    public static bool IsChecked(WorkerScope scope) => !scope.Options.DisablePayloadErrorLimit;

    private static ValueTask<string?> ValuesTooLargeAsync(WorkerScope scope, string workflowType, Command command)
    {
        var payloads = ValuesOf(command);
        if (!PayloadSizes.AreLarge(scope.Client, payloads))
        {
            return ValueTask.FromResult<string?>(null);
        }

        var call = CallOf(command);
        return PayloadSizes.TooLargeAsync(
            scope.Client,
            payloads,
            call,
            command.CompleteWorkflowExecutionCommandAttributes is not null
                ? $"the result of workflow {workflowType}"
                : $"{call.Whole} in workflow {workflowType}",
            scope.Logger,
            IsChecked(scope));
    }

    private static Payloads? ValuesOf(Command command) => command.AttributesCase switch
    {
        Command.AttributesOneofCase.ScheduleActivityTaskCommandAttributes =>
            command.ScheduleActivityTaskCommandAttributes.Input,
        Command.AttributesOneofCase.StartChildWorkflowExecutionCommandAttributes =>
            command.StartChildWorkflowExecutionCommandAttributes.Input,
        Command.AttributesOneofCase.ContinueAsNewWorkflowExecutionCommandAttributes =>
            command.ContinueAsNewWorkflowExecutionCommandAttributes.Input,
        Command.AttributesOneofCase.SignalExternalWorkflowExecutionCommandAttributes =>
            command.SignalExternalWorkflowExecutionCommandAttributes.Input,
        Command.AttributesOneofCase.CompleteWorkflowExecutionCommandAttributes =>
            command.CompleteWorkflowExecutionCommandAttributes.Result,
        Command.AttributesOneofCase.RecordMarkerCommandAttributes
            when command.RecordMarkerCommandAttributes is { MarkerName: LocalActivityMarker.MarkerName } marker =>
            All(marker),
        _ => null,
    };

    private static CallName CallOf(Command command) => command.AttributesCase switch
    {
        Command.AttributesOneofCase.ScheduleActivityTaskCommandAttributes =>
            CallName.Activity(command.ScheduleActivityTaskCommandAttributes.ActivityType.Name),
        Command.AttributesOneofCase.StartChildWorkflowExecutionCommandAttributes =>
            CallName.Workflow(command.StartChildWorkflowExecutionCommandAttributes.WorkflowType.Name),
        Command.AttributesOneofCase.ContinueAsNewWorkflowExecutionCommandAttributes =>
            CallName.Workflow(command.ContinueAsNewWorkflowExecutionCommandAttributes.WorkflowType.Name),
        Command.AttributesOneofCase.SignalExternalWorkflowExecutionCommandAttributes =>
            CallName.Signal(command.SignalExternalWorkflowExecutionCommandAttributes.SignalName),
        Command.AttributesOneofCase.RecordMarkerCommandAttributes => CallName.Local(
            LocalActivityMarker.Read(command.RecordMarkerCommandAttributes.Details, null).ActivityType),
        _ => CallName.Result,
    };

    // The server has one limit for all details of a marker.
    private static Payloads All(RecordMarkerCommandAttributes marker) => new()
    {
        Payloads_ = { marker.Details.Values.SelectMany(details => details.Payloads_) },
    };

    private static Memo? MemoOf(Command command) => command.AttributesCase switch
    {
        Command.AttributesOneofCase.StartChildWorkflowExecutionCommandAttributes =>
            command.StartChildWorkflowExecutionCommandAttributes.Memo,
        Command.AttributesOneofCase.ContinueAsNewWorkflowExecutionCommandAttributes =>
            command.ContinueAsNewWorkflowExecutionCommandAttributes.Memo,
        Command.AttributesOneofCase.ModifyWorkflowPropertiesCommandAttributes =>
            command.ModifyWorkflowPropertiesCommandAttributes.UpsertedMemo,
        _ => null,
    };
}
