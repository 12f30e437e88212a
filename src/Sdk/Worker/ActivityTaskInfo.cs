using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Common;
using Cairn.Converters;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Worker;

/// <summary>Reads an activity task.</summary>
internal static class ActivityTaskInfo
{
    /// <summary>The facts of a task, with the worker's converter in the context of the activity.</summary>
    public static ActivityInfo Of(PollActivityTaskQueueResponse task, WorkerScope scope) =>
        InContext(Read(task, scope));

    /// <summary>The facts with the converter that they have in their own context.</summary>
    public static ActivityInfo InContext(ActivityInfo info) => info.DataConverter.IsContextual()
        ? info with { DataConverter = info.DataConverter.UsableIn(new ISerializationContext.Activity(info)) }
        : info;

    private static ActivityInfo Read(PollActivityTaskQueueResponse task, WorkerScope scope) => new(
        ActivityId: task.ActivityId,
        ActivityType: task.ActivityType?.Name ?? string.Empty,
        Attempt: task.Attempt,
        CurrentAttemptScheduledTime: ToUtc(task.CurrentAttemptScheduledTime ?? task.ScheduledTime),
        DataConverter: scope.Client.Options.DataConverter,
        HeartbeatDetails: task.HeartbeatDetails?.Payloads_ ?? [],
        HeartbeatTimeout: ToSpan(task.HeartbeatTimeout),
        IsLocal: false,
        Namespace: scope.Namespace,
        Priority: Priority.FromProto(task.Priority),
        RetryPolicy: task.RetryPolicy is { } policy ? RetryPolicy.FromProto(policy) : null,
        ScheduleToCloseTimeout: ToSpan(task.ScheduleToCloseTimeout),
        ScheduledTime: ToUtc(task.ScheduledTime),
        StartToCloseTimeout: ToSpan(task.StartToCloseTimeout),
        StartedTime: ToUtc(task.StartedTime),
        TaskQueue: scope.TaskQueue,
        TaskToken: task.TaskToken.ToByteArray(),
        WorkflowId: task.WorkflowExecution?.WorkflowId,
        WorkflowNamespace: task.WorkflowExecution is null ? null : task.WorkflowNamespace,
        WorkflowRunId: task.WorkflowExecution?.RunId,
        WorkflowType: task.WorkflowType?.Name);

    /// <summary>
    /// The throttle interval of heartbeats: 0.8 times the timeout, else the default, up to the limit.
    /// </summary>
    public static TimeSpan ThrottleInterval(ActivityInfo info, CairnWorkerOptions options)
    {
        var wanted = info.HeartbeatTimeout is { } timeout ? timeout * 0.8 : options.DefaultHeartbeatThrottleInterval;
        return wanted < options.MaxHeartbeatThrottleInterval ? wanted : options.MaxHeartbeatThrottleInterval;
    }

    private static DateTime ToUtc(Timestamp? time) => time?.ToDateTime() ?? DateTime.UnixEpoch;

    // On the wire, 0 means that there is no such timeout.
    private static TimeSpan? ToSpan(Duration? duration) =>
        duration is null or { Seconds: 0, Nanos: 0 } ? null : duration.ToTimeSpan();
}
