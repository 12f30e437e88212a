using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Executions.Outbox;

namespace Cairn.Engine.Executions.Externals;

/// <summary>The workflow signals another workflow.</summary>
internal static class SignalExternal
{
    private const string Name = "SignalExternalWorkflowExecutionCommand";

    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.SignalExternalWorkflowExecutionCommandAttributes;
        if (Check(context.Turn.State, attributes) is { } text)
        {
            return new(WorkflowTaskFailedCause.BadSignalWorkflowExecutionAttributes, text);
        }

        if (attributes.Input?.CalculateSize() > Limits.BlobBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadSignalWorkflowExecutionAttributes,
                "SignalExternalWorkflowExecutionCommandAttributes.Input exceeds size limit.",
                Terminates: true);
        }

        var pending = PendingExternals.Count(
            context.Turn.State, EventType.SignalExternalWorkflowExecutionInitiated);
        if (pending >= Limits.PendingExternals)
        {
            return new(
                WorkflowTaskFailedCause.PendingSignalsLimitExceeded,
                $"the number of pending signals to external workflows, {pending}, has reached the per-workflow limit "
                    + $"of {Limits.PendingExternals}");
        }

        var initiatedEventId = context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.SignalExternalWorkflowExecutionInitiated,
            UserMetadata = command.UserMetadata,
            SignalExternalWorkflowExecutionInitiatedEventAttributes =
                new SignalExternalWorkflowExecutionInitiatedEventAttributes
                {
                    WorkflowTaskCompletedEventId = context.CompletedEventId,
                    Namespace = attributes.Namespace,
                    NamespaceId = context.Turn.State.Key.Namespace.ToId(),
                    WorkflowExecution = attributes.Execution,
                    SignalName = attributes.SignalName,
                    Input = attributes.Input,
                    Control = attributes.Control,
                    ChildWorkflowOnly = attributes.ChildWorkflowOnly,
                    Header = attributes.Header,
                },
        });
        context.Turn.Emit(new Effect.Deliver(new Message(MessageKind.Signal, initiatedEventId)));
        return null;
    }

    private static string? Check(Execution state, SignalExternalWorkflowExecutionCommandAttributes? attributes)
    {
        if (attributes is null)
        {
            return $"SignalExternalWorkflowExecutionCommandAttributes is not set on {Name}.";
        }

        if (attributes.Execution is not { } target)
        {
            return $"Execution is not set on {Name}.";
        }

        if (target.WorkflowId.Length == 0)
        {
            return $"WorkflowId is not set on {Name}. Namespace={attributes.Namespace} RunId={target.RunId}";
        }

        if (target.RunId.Length > 0 && !Guid.TryParse(target.RunId, out _))
        {
            return $"Invalid RunId set on {Name}. WorkflowId={target.WorkflowId} Namespace={attributes.Namespace} "
                + $"RunId={target.RunId}";
        }

        if (attributes.SignalName.Length == 0)
        {
            return $"SignalName is not set on {Name}. WorkflowId={target.WorkflowId} "
                + $"Namespace={attributes.Namespace} RunId={target.RunId}";
        }

        return CommandNames.CheckNamespace(state, attributes.Namespace)
            ?? CommandNames.CheckLength(Name, "WorkflowId", target.WorkflowId);
    }
}
