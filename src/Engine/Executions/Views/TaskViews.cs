using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Views;

/// <summary>Tasks as workers get them.</summary>
public static class TaskViews
{
    /// <summary>A workflow task that was just started.</summary>
    /// <param name="state">The run.</param>
    /// <param name="history">The events that the worker does not have.</param>
    /// <param name="token">What the worker answers with.</param>
    public static PollWorkflowTaskQueueResponse WorkflowTask(Execution state, History history, ByteString token)
    {
        var task = state.Task!;
        return new PollWorkflowTaskQueueResponse
        {
            TaskToken = token,
            WorkflowExecution = state.ToWire(),
            WorkflowType = state.Started.WorkflowType,
            PreviousStartedEventId = state.PreviousStartedEventId,
            StartedEventId = task.StartedEventId,
            Attempt = task.Attempt,
            History = history,
            WorkflowExecutionTaskQueue = state.Started.TaskQueue,
            ScheduledTime = Timestamp.FromDateTimeOffset(task.ScheduledTime),
            StartedTime = Timestamp.FromDateTimeOffset(task.StartedTime),
        };
    }

    /// <summary>A query that is a task of its own.</summary>
    public static PollWorkflowTaskQueueResponse Query(
        Execution state, Api.Query.V1.WorkflowQuery query, History history, ByteString token) => new()
    {
        TaskToken = token,
        WorkflowExecution = state.ToWire(),
        WorkflowType = state.Started.WorkflowType,
        PreviousStartedEventId = state.PreviousStartedEventId,
        Attempt = 1,
        History = history,
        Query = query,
        WorkflowExecutionTaskQueue = state.Started.TaskQueue,
    };

    /// <summary>
    /// An attempt of an activity that was just started. A timeout that it does not have is a zero, as Temporal's
    /// server has it: workers of the TypeScript SDK refuse tasks in which one is missing.
    /// </summary>
    public static PollActivityTaskQueueResponse ActivityTask(Execution state, Activity activity, ByteString token) =>
        new()
        {
            TaskToken = token,
            WorkflowNamespace = state.Key.Namespace.Value,
            WorkflowType = state.Started.WorkflowType,
            WorkflowExecution = state.ToWire(),
            ActivityType = activity.Options.ActivityType,
            ActivityId = activity.Options.ActivityId,
            Header = activity.Options.Header,
            Input = activity.Options.Input,
            HeartbeatDetails = activity.HeartbeatDetails,
            ScheduledTime = Timestamp.FromDateTimeOffset(activity.FirstScheduledTime),
            CurrentAttemptScheduledTime = Timestamp.FromDateTimeOffset(activity.AttemptScheduledTime),
            StartedTime = Timestamp.FromDateTimeOffset(activity.StartedTime),
            Attempt = activity.Attempt,
            ScheduleToCloseTimeout = activity.Options.ScheduleToCloseTimeout ?? new Duration(),
            StartToCloseTimeout = activity.Options.StartToCloseTimeout ?? new Duration(),
            HeartbeatTimeout = activity.Options.HeartbeatTimeout ?? new Duration(),
            RetryPolicy = activity.Options.RetryPolicy,
            Priority = Merge(state.Started.Priority, activity.Options.Priority),
        };

    /// <summary>An activity has what its own priority says, and for the rest its workflow's.</summary>
    private static Priority? Merge(Priority? workflow, Priority? own)
    {
        if (workflow is null || own is null)
        {
            return own ?? workflow;
        }

        var merged = workflow.Clone();
        merged.MergeFrom(own);
        return merged;
    }
}
