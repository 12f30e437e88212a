using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Activities;

/// <summary>The workflow schedules an activity.</summary>
internal static class ScheduleActivity
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var state = context.Turn.State;
        var attributes = command.ScheduleActivityTaskCommandAttributes;
        if (Check(attributes) is { } text)
        {
            return new(WorkflowTaskFailedCause.BadScheduleActivityAttributes, text);
        }

        if (attributes.Input?.CalculateSize() > Limits.BlobBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadScheduleActivityAttributes,
                "ScheduleActivityTaskCommandAttributes.Input exceeds size limit.",
                Terminates: true);
        }

        if (state.Activities.Count >= Limits.PendingActivities)
        {
            return new(
                WorkflowTaskFailedCause.PendingActivitiesLimitExceeded,
                $"the number of pending activities, {state.Activities.Count}, has reached the per-workflow limit of "
                    + $"{Limits.PendingActivities}");
        }

        if (state.ActivityIds.ContainsKey(attributes.ActivityId))
        {
            return new(
                WorkflowTaskFailedCause.ScheduleActivityDuplicateId, $"activity {attributes.ActivityId} is pending");
        }

        var scheduledEventId = context.Turn.Write(Event(context, command));
        if (attributes.RequestEagerExecution && IsOnOwnQueue(state, attributes))
        {
            context.EagerActivities.Add(scheduledEventId);
        }
        else
        {
            OfferActivity.Emit(context.Turn, context.Turn.State.Activities[scheduledEventId]);
        }

        return null;
    }

    private static bool IsOnOwnQueue(Execution state, ScheduleActivityTaskCommandAttributes attributes) =>
        string.IsNullOrEmpty(attributes.TaskQueue?.Name) || attributes.TaskQueue.Name == state.TaskQueue.Value;

    private static HistoryEvent Event(CommandContext context, Command command)
    {
        var state = context.Turn.State;
        var attributes = command.ScheduleActivityTaskCommandAttributes;
        var timeouts = ActivityTimeouts.Of(attributes, Durations.Keep(state.Started.WorkflowRunTimeout));
        return new HistoryEvent
        {
            EventType = EventType.ActivityTaskScheduled,
            UserMetadata = command.UserMetadata,
            ActivityTaskScheduledEventAttributes = new ActivityTaskScheduledEventAttributes
            {
                ActivityId = attributes.ActivityId,
                ActivityType = attributes.ActivityType,
                TaskQueue = Events.NormalQueue(
                    IsOnOwnQueue(state, attributes) ? state.TaskQueue.Value : attributes.TaskQueue.Name),
                Header = attributes.Header,
                Input = attributes.Input,
                ScheduleToCloseTimeout = timeouts.ScheduleToClose,
                ScheduleToStartTimeout = timeouts.ScheduleToStart,
                StartToCloseTimeout = timeouts.StartToClose,
                HeartbeatTimeout = timeouts.Heartbeat,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                RetryPolicy = RetryPolicies.Complete(attributes.RetryPolicy),
                UseWorkflowBuildId = attributes.UseWorkflowBuildId,
                Priority = attributes.Priority,
            },
        };
    }

    private static string? Check(ScheduleActivityTaskCommandAttributes? attributes)
    {
        if (attributes is null)
        {
            return "ScheduleActivityTaskCommandAttributes is not set on ScheduleActivityTaskCommand.";
        }

        if (attributes.ActivityId.Length == 0)
        {
            return "activityId is not set";
        }

        if (string.IsNullOrEmpty(attributes.ActivityType?.Name))
        {
            return "activityType is not set";
        }

        return TooLong("activityId", attributes.ActivityId)
            ?? TooLong("activityType", attributes.ActivityType.Name)
            ?? RetryPolicies.Check(attributes.RetryPolicy)
            ?? ActivityTimeouts.Check(attributes)
            ?? Priorities.Check(attributes.Priority)
            ?? (string.IsNullOrEmpty(attributes.TaskQueue?.Name) ? null : Names.CheckQueue(attributes.TaskQueue));
    }

    private static string? TooLong(string what, string name) => Names.TooLong(name)
        ? $"{what} exceeds length limit. Length={Names.Bytes(name)} Limit={Limits.IdBytes}"
        : null;
}
