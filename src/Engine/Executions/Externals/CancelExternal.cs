using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Executions.Outbox;

namespace Cairn.Engine.Executions.Externals;

/// <summary>The workflow requests the cancellation of another one, often its child.</summary>
internal static class CancelExternal
{
    private const string Name = "RequestCancelExternalWorkflowExecutionCommand";

    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.RequestCancelExternalWorkflowExecutionCommandAttributes;
        if (Check(context, attributes) is { } text)
        {
            return new(WorkflowTaskFailedCause.BadRequestCancelExternalWorkflowExecutionAttributes, text);
        }

        var pending = PendingExternals.Count(
            context.Turn.State, EventType.RequestCancelExternalWorkflowExecutionInitiated);
        if (pending >= Limits.PendingExternals)
        {
            return new(
                WorkflowTaskFailedCause.PendingRequestCancelLimitExceeded,
                $"the number of pending requests to cancel external workflows, {pending}, has reached the "
                    + $"per-workflow limit of {Limits.PendingExternals}");
        }

        var initiatedEventId = context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.RequestCancelExternalWorkflowExecutionInitiated,
            UserMetadata = command.UserMetadata,
            RequestCancelExternalWorkflowExecutionInitiatedEventAttributes =
                new RequestCancelExternalWorkflowExecutionInitiatedEventAttributes
                {
                    WorkflowTaskCompletedEventId = context.CompletedEventId,
                    Namespace = attributes.Namespace,
                    NamespaceId = context.Turn.State.Key.Namespace.ToId(),
                    WorkflowExecution = new() { WorkflowId = attributes.WorkflowId, RunId = attributes.RunId },
                    Control = attributes.Control,
                    ChildWorkflowOnly = attributes.ChildWorkflowOnly,
                    Reason = attributes.Reason,
                },
        });
        context.Turn.Emit(new Effect.Deliver(new Message(MessageKind.RequestCancel, initiatedEventId)));
        return null;
    }

    private static string? Check(
        CommandContext context, RequestCancelExternalWorkflowExecutionCommandAttributes? attributes)
    {
        if (attributes is null)
        {
            return $"RequestCancelExternalWorkflowExecutionCommandAttributes is not set on {Name}.";
        }

        if (attributes.WorkflowId.Length == 0)
        {
            return $"WorkflowId is not set on {Name}. Namespace={attributes.Namespace} RunId={attributes.RunId}";
        }

        var who = $"WorkflowId={attributes.WorkflowId} RunId={attributes.RunId} Namespace={attributes.Namespace}";
        if (attributes.RunId.Length > 0 && !Guid.TryParse(attributes.RunId, out _))
        {
            return $"Invalid RunId set on {Name}. {who}";
        }

        if (context.StartsChild(attributes.WorkflowId))
        {
            return $"Start and RequestCancel for child workflow is not allowed in same workflow task. {who}";
        }

        return CommandNames.CheckNamespace(context.Turn.State, attributes.Namespace)
            ?? CommandNames.CheckLength(Name, "WorkflowId", attributes.WorkflowId);
    }
}
