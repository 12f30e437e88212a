using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Matching;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Views;

/// <summary>Tasks in the form that workers receive.</summary>
public static class TaskViews
{
    /// <summary>A workflow task that was just started.</summary>
    /// <param name="state">The run.</param>
    /// <param name="history">The events that the worker does not have.</param>
    /// <param name="token">The token for the worker's response.</param>
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
    /// An attempt of an activity that was just started. A timeout that is not set is sent as zero: sdk-typescript
    /// rejects a task without it.
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
            ScheduleToCloseTimeout = Known(activity.Options.ScheduleToCloseTimeout),
            StartToCloseTimeout = Known(activity.Options.StartToCloseTimeout),
            HeartbeatTimeout = Known(activity.Options.HeartbeatTimeout),
            RetryPolicy = activity.Options.RetryPolicy,
            Priority = TaskPriority.Of(state, activity),
        };

    /// <summary>Workers expect each timeout; zero means none.</summary>
    private static Duration Known(Duration? timeout) => timeout ?? new Duration();
}
