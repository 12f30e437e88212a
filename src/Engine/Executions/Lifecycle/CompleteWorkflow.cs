using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Chains;
using Cairn.Engine.Executions.Commands;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The workflow's code returned.</summary>
internal static class CompleteWorkflow
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.CompleteWorkflowExecutionCommandAttributes;
        if (attributes is null)
        {
            return new(
                WorkflowTaskFailedCause.BadCompleteWorkflowExecutionAttributes,
                "CompleteWorkflowExecutionCommandAttributes is not set on CompleteWorkflowExecutionCommand.");
        }

        if (context.RefuseCloseUnseen() is { } unseen)
        {
            return unseen;
        }

        if (attributes.Result?.CalculateSize() > Limits.BlobBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadCompleteWorkflowExecutionAttributes,
                "CompleteWorkflowExecutionCommandAttributes.Result exceeds size limit.",
                Terminates: true);
        }

        var turn = context.Turn;
        var runId = NextRun.IdAfter(turn.State);
        var next = NextRun.AfterResult(turn.State, attributes.Result, turn.Now);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionCompleted,
            UserMetadata = command.UserMetadata,
            WorkflowExecutionCompletedEventAttributes = new WorkflowExecutionCompletedEventAttributes
            {
                Result = attributes.Result,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                NewExecutionRunId = next is null ? "" : runId.Value,
            },
        });
        next?.Begin(turn, runId);
        return null;
    }
}
