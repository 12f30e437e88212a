using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The workflow's code ended as cancelled.</summary>
internal static class CancelWorkflow
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.CancelWorkflowExecutionCommandAttributes;
        if (attributes is null)
        {
            return new(
                WorkflowTaskFailedCause.BadCancelWorkflowExecutionAttributes,
                "CancelWorkflowExecutionCommandAttributes is not set on CancelWorkflowExecutionCommand.");
        }

        if (context.RefuseCloseUnseen() is { } unseen)
        {
            return unseen;
        }

        context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionCanceled,
            UserMetadata = command.UserMetadata,
            WorkflowExecutionCanceledEventAttributes = new WorkflowExecutionCanceledEventAttributes
            {
                Details = attributes.Details,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
            },
        });
        return null;
    }
}
