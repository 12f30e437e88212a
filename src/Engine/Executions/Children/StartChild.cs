using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.Properties;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Children;

/// <summary>The workflow requests a child workflow.</summary>
internal static class StartChild
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var state = context.Turn.State;
        var attributes = command.StartChildWorkflowExecutionCommandAttributes;
        if (Check(state, attributes, context.Turn.Now) is { } text)
        {
            return new(WorkflowTaskFailedCause.BadStartChildExecutionAttributes, text);
        }

        if (attributes.Input?.CalculateSize() > Limits.BlobBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadStartChildExecutionAttributes,
                "StartChildWorkflowExecutionCommandAttributes.Input exceeds size limit.",
                Terminates: true);
        }

        if (attributes.Memo?.CalculateSize() > Limits.MemoBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadStartChildExecutionAttributes,
                "StartChildWorkflowExecutionCommandAttributes.Memo exceeds size limit.",
                Terminates: true);
        }

        if (CommandAttributes.Check(context.Turn, attributes.SearchAttributes) is { } bad)
        {
            return bad;
        }

        if (state.Children.Count >= Limits.PendingChildren)
        {
            return new(
                WorkflowTaskFailedCause.PendingChildWorkflowsLimitExceeded,
                $"the number of pending child workflow executions, {state.Children.Count}, has reached the "
                    + $"per-workflow limit of {Limits.PendingChildren}");
        }

        var initiatedEventId = context.Turn.Write(Event(context, command));
        context.Turn.Emit(new Effect.Deliver(new Message(MessageKind.StartChild, initiatedEventId)));
        return null;
    }

    private static HistoryEvent Event(CommandContext context, Command command)
    {
        var state = context.Turn.State;
        var attributes = command.StartChildWorkflowExecutionCommandAttributes;
        var execution = Durations.Keep(attributes.WorkflowExecutionTimeout);
        var run = Durations.Shorter(Durations.Keep(attributes.WorkflowRunTimeout), execution);
        var task = Durations.Keep(attributes.WorkflowTaskTimeout) ?? state.Started.WorkflowTaskTimeout;
        return new HistoryEvent
        {
            EventType = EventType.StartChildWorkflowExecutionInitiated,
            UserMetadata = command.UserMetadata,
            StartChildWorkflowExecutionInitiatedEventAttributes =
                new StartChildWorkflowExecutionInitiatedEventAttributes
                {
                    Namespace = state.Key.Namespace.Value,
                    NamespaceId = state.Key.Namespace.ToId(),
                    WorkflowId = attributes.WorkflowId,
                    WorkflowType = attributes.WorkflowType,
                    TaskQueue = Events.NormalQueue(
                        string.IsNullOrEmpty(attributes.TaskQueue?.Name)
                            ? state.TaskQueue.Value
                            : attributes.TaskQueue.Name),
                    Input = attributes.Input,
                    WorkflowExecutionTimeout =
                        Durations.OrAsGiven(execution, attributes.WorkflowExecutionTimeout),
                    WorkflowRunTimeout = run ?? new Duration(),
                    WorkflowTaskTimeout = Durations.Shorter(task, run),
                    ParentClosePolicy = attributes.ParentClosePolicy == ParentClosePolicy.Unspecified
                        ? ParentClosePolicy.Terminate
                        : attributes.ParentClosePolicy,
                    Control = attributes.Control,
                    WorkflowTaskCompletedEventId = context.CompletedEventId,
                    WorkflowIdReusePolicy = attributes.WorkflowIdReusePolicy == WorkflowIdReusePolicy.Unspecified
                        ? WorkflowIdReusePolicy.AllowDuplicate
                        : attributes.WorkflowIdReusePolicy,
                    RetryPolicy = attributes.RetryPolicy is { } policy ? RetryPolicies.Complete(policy) : null,
                    CronSchedule = attributes.CronSchedule,
                    Header = attributes.Header,
                    Memo = attributes.Memo,
                    SearchAttributes = SearchAttributeRules.WithTypes(
                        context.Turn.SearchAttributes, attributes.SearchAttributes),
                    Priority = attributes.Priority,
                    InheritBuildId = attributes.InheritBuildId,
                },
        };
    }

    private static string? Check(
        Execution state, StartChildWorkflowExecutionCommandAttributes? attributes, DateTimeOffset now)
    {
        if (attributes is null)
        {
            return "StartChildWorkflowExecutionCommandAttributes is not set on StartChildWorkflowExecutionCommand.";
        }

        var type = attributes.WorkflowType?.Name ?? "";
        if (attributes.WorkflowId.Length == 0)
        {
            return "Required field WorkflowId is not set on StartChildWorkflowExecutionCommand. "
                + $"WorkflowType={type} Namespace={state.Key.Namespace}";
        }

        if (type.Length == 0)
        {
            return "Required field WorkflowType is not set on StartChildWorkflowExecutionCommand. "
                + $"WorkflowId={attributes.WorkflowId} Namespace={state.Key.Namespace}";
        }

        return CommandNames.CheckNamespace(state, attributes.Namespace)
            ?? TooLong(state, attributes, "WorkflowId", attributes.WorkflowId)
            ?? TooLong(state, attributes, "WorkflowType", type)
            ?? CheckTimeout(state, attributes, "WorkflowExecutionTimeout", attributes.WorkflowExecutionTimeout)
            ?? CheckTimeout(state, attributes, "WorkflowRunTimeout", attributes.WorkflowRunTimeout)
            ?? CheckTimeout(state, attributes, "WorkflowTaskTimeout", attributes.WorkflowTaskTimeout)
            ?? Invalid(state, attributes, "WorkflowRetryPolicy", RetryPolicies.Check(attributes.RetryPolicy))
            ?? Invalid(state, attributes, "CronSchedule", CronExpression.Check(attributes.CronSchedule, now))
            ?? Priorities.Check(attributes.Priority)
            ?? (string.IsNullOrEmpty(attributes.TaskQueue?.Name) ? null : Names.CheckQueue(attributes.TaskQueue));
    }

    private static string? TooLong(
        Execution state, StartChildWorkflowExecutionCommandAttributes attributes, string what, string name) =>
        Names.TooLong(name)
            ? $"{what} on StartChildWorkflowExecutionCommand exceeds length limit. {Who(state, attributes)} "
                + $"Length={Names.Bytes(name)} Limit={Limits.IdBytes}"
            : null;

    private static string? CheckTimeout(
        Execution state,
        StartChildWorkflowExecutionCommandAttributes attributes,
        string what,
        Duration? timeout) =>
        Durations.Check(timeout) is { } wrong
            ? $"Invalid {what} on StartChildWorkflowExecutionCommand: {wrong}. {Who(state, attributes)}"
            : null;

    private static string? Invalid(
        Execution state, StartChildWorkflowExecutionCommandAttributes attributes, string what, string? wrong) =>
        wrong is null
            ? null
            : $"invalid {what} on StartChildWorkflowExecutionCommand: {wrong}. {Who(state, attributes)}";

    private static string Who(Execution state, StartChildWorkflowExecutionCommandAttributes attributes) =>
        $"WorkflowId={attributes.WorkflowId} WorkflowType={attributes.WorkflowType.Name} "
        + $"Namespace={state.Key.Namespace}";
}
