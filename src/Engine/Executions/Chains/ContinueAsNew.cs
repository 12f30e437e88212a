using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Executions.Properties;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Chains;

/// <summary>The workflow continues in a new run, with an empty history.</summary>
internal static class ContinueAsNew
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.ContinueAsNewWorkflowExecutionCommandAttributes;
        if (Check(attributes, context.Turn.Now) is { } text)
        {
            return new(WorkflowTaskFailedCause.BadContinueAsNewAttributes, text);
        }

        if (context.RefuseCloseUnseen() is { } unseen)
        {
            return unseen;
        }

        if (TooLarge(attributes) is { } what)
        {
            return new(
                WorkflowTaskFailedCause.BadContinueAsNewAttributes,
                $"ContinueAsNewWorkflowExecutionCommandAttributes.{what} exceeds size limit.",
                Terminates: true);
        }

        var turn = context.Turn;
        if (CommandAttributes.Check(turn, attributes.SearchAttributes) is { } bad)
        {
            return bad;
        }

        var runId = NextRun.IdAfter(turn.State);
        var requested = Durations.Keep(attributes.BackoffStartInterval) ?? new Duration();
        var started = Started(turn, attributes);
        turn.Write(Event(context, command, started, runId));
        NextRun.Begin(turn, runId, started, NextRun.NotTooSoon(turn.State, requested, turn.Now));
        return null;
    }

    private static HistoryEvent Event(
        CommandContext context, Command command, WorkflowExecutionStartedEventAttributes started, RunId runId)
    {
        var attributes = command.ContinueAsNewWorkflowExecutionCommandAttributes;
        return new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionContinuedAsNew,
            UserMetadata = command.UserMetadata,
            WorkflowExecutionContinuedAsNewEventAttributes = new WorkflowExecutionContinuedAsNewEventAttributes
            {
                NewExecutionRunId = runId.Value,
                WorkflowType = started.WorkflowType,
                TaskQueue = started.TaskQueue,
                Input = attributes.Input,
                WorkflowRunTimeout = started.WorkflowRunTimeout,
                WorkflowTaskTimeout = started.WorkflowTaskTimeout,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                BackoffStartInterval = attributes.BackoffStartInterval,
                Initiator = attributes.Initiator,
                Failure = attributes.Failure,
                LastCompletionResult = attributes.LastCompletionResult,
                Header = attributes.Header,
                Memo = attributes.Memo,
                SearchAttributes = started.SearchAttributes,
                InheritBuildId = attributes.InheritBuildId,
            },
        };
    }

    private static WorkflowExecutionStartedEventAttributes Started(
        Turn turn, ContinueAsNewWorkflowExecutionCommandAttributes attributes)
    {
        var started = turn.State.Started.Clone();
        var run = Durations.Keep(attributes.WorkflowRunTimeout) ?? Durations.Keep(started.WorkflowRunTimeout);
        run = Durations.Shorter(run, Durations.Keep(started.WorkflowExecutionTimeout));
        var task = Durations.Keep(attributes.WorkflowTaskTimeout) ?? started.WorkflowTaskTimeout;
        if (!string.IsNullOrEmpty(attributes.WorkflowType?.Name))
        {
            started.WorkflowType = attributes.WorkflowType;
        }

        if (!string.IsNullOrEmpty(attributes.TaskQueue?.Name))
        {
            started.TaskQueue = Events.NormalQueue(attributes.TaskQueue.Name);
        }

        started.Input = attributes.Input;
        started.WorkflowRunTimeout = run ?? new Duration();
        started.WorkflowTaskTimeout = Durations.Shorter(task, run);
        started.Initiator = attributes.Initiator == ContinueAsNewInitiator.Unspecified
            ? ContinueAsNewInitiator.Workflow
            : attributes.Initiator;
        started.ContinuedFailure = attributes.Failure;
        started.LastCompletionResult = attributes.LastCompletionResult;
        started.RetryPolicy = attributes.RetryPolicy is null ? null : RetryPolicies.Complete(attributes.RetryPolicy);
        started.CronSchedule = attributes.CronSchedule;
        started.Header = attributes.Header;
        started.Memo = attributes.Memo is { Fields.Count: > 0 } memo ? memo : null;
        started.SearchAttributes = SearchAttributeRules.WithTypes(turn.SearchAttributes, attributes.SearchAttributes);
        started.Attempt = 1;
        return started;
    }

    private static string? TooLarge(ContinueAsNewWorkflowExecutionCommandAttributes attributes) =>
        attributes.Input?.CalculateSize() > Limits.BlobBytes ? "Input"
        : attributes.Memo?.CalculateSize() > Limits.MemoBytes ? "Memo"
        : null;

    private static string? Check(
        ContinueAsNewWorkflowExecutionCommandAttributes? attributes, DateTimeOffset now)
    {
        const string Name = "ContinueAsNewWorkflowExecutionCommand";
        if (attributes is null)
        {
            return $"ContinueAsNewWorkflowExecutionCommandAttributes is not set on {Name}.";
        }

        return CommandNames.CheckLength(Name, "WorkflowType", attributes.WorkflowType?.Name ?? "")
            ?? (string.IsNullOrEmpty(attributes.TaskQueue?.Name) ? null : Names.CheckQueue(attributes.TaskQueue))
            ?? CheckDuration("WorkflowRunTimeout", attributes.WorkflowRunTimeout)
            ?? CheckDuration("WorkflowTaskTimeout", attributes.WorkflowTaskTimeout)
            ?? CheckDuration("BackoffStartInterval", attributes.BackoffStartInterval)
            ?? RetryPolicies.Check(attributes.RetryPolicy)
            ?? CronExpression.Check(attributes.CronSchedule, now);
    }

    private static string? CheckDuration(string what, Duration? duration) => Durations.Check(duration) is { } wrong
        ? $"Invalid {what} on ContinueAsNewWorkflowExecutionCommand: {wrong}"
        : null;
}
