using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Chains;
using Cairn.Engine.Executions.Commands;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The workflow's code failed.</summary>
internal static class FailWorkflow
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var failure = command.FailWorkflowExecutionCommandAttributes?.Failure;
        if (failure is null)
        {
            return new(
                WorkflowTaskFailedCause.BadFailWorkflowExecutionAttributes,
                command.FailWorkflowExecutionCommandAttributes is null
                    ? "FailWorkflowExecutionCommandAttributes is not set on FailWorkflowExecutionCommand."
                    : "Failure is not set on FailWorkflowExecutionCommand.");
        }

        if (context.RefuseCloseUnseen() is { } unseen)
        {
            return unseen;
        }

        if (failure.CalculateSize() > Limits.BlobBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadFailWorkflowExecutionAttributes,
                "FailWorkflowExecutionCommandAttributes.Failure exceeds size limit.",
                Terminates: true);
        }

        var turn = context.Turn;
        var runId = NextRun.IdAfter(turn.State);
        var (retryState, next) = NextRun.AfterFailure(turn.State, failure, turn.Now);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionFailed,
            UserMetadata = command.UserMetadata,
            WorkflowExecutionFailedEventAttributes = new WorkflowExecutionFailedEventAttributes
            {
                Failure = failure,
                RetryState = retryState,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                NewExecutionRunId = next is null ? "" : runId.Value,
            },
        });
        next?.Begin(turn, runId);
        return null;
    }
}
