using Cairn.Api.Activity.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Engine.Executions.Activities;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Views;

/// <summary>Describes a pending activity.</summary>
internal static class ActivityDescription
{
    /// <summary>One entry of the pending activities of a description.</summary>
    public static PendingActivityInfo Of(Activity activity) => new()
    {
        ActivityId = activity.Options.ActivityId,
        ActivityType = activity.Options.ActivityType,
        State = StateOf(activity),
        Attempt = activity.Attempt,
        MaximumAttempts = activity.Options.RetryPolicy.MaximumAttempts,
        ScheduledTime = Timestamp.FromDateTimeOffset(activity.AttemptScheduledTime),
        ExpirationTime = Events.FromWire(activity.Options.ScheduleToCloseTimeout) is { } whole
            ? Timestamp.FromDateTimeOffset(activity.FirstScheduledTime + whole)
            : null,
        LastStartedTime = activity.IsStarted ? Timestamp.FromDateTimeOffset(activity.StartedTime) : null,
        LastHeartbeatTime = ToWire(activity.HeartbeatTime),
        HeartbeatDetails = activity.HeartbeatDetails,
        LastFailure = activity.LastFailure,
        LastWorkerIdentity = activity.Identity,
        LastAttemptCompleteTime = activity.LastFailure?.TimeoutFailureInfo is null
            ? ToWire(activity.LastAttemptTime)
            : null, // No worker completed the attempt.
        CurrentRetryInterval = IsWaiting(activity) && activity.LastAttemptTime is { } ended
            ? Duration.FromTimeSpan(activity.AttemptScheduledTime - ended)
            : null,
        NextAttemptScheduleTime = IsWaiting(activity)
            ? Timestamp.FromDateTimeOffset(activity.AttemptScheduledTime)
            : null,
        Paused = activity.Pause is not null,
        PauseInfo = Pause(activity.Pause),
        Priority = activity.Options.Priority,
        ActivityOptions = Options(activity),
    };

    private static bool IsWaiting(Activity activity) =>
        activity is { Status: ActivityStatus.BackingOff, Pause: null };

    private static PendingActivityState StateOf(Activity activity) => activity switch
    {
        { CancelRequested: true } => PendingActivityState.CancelRequested,
        { Pause: not null, IsStarted: true } => PendingActivityState.PauseRequested,
        { Pause: not null } => PendingActivityState.Paused,
        { IsStarted: true } => PendingActivityState.Started,
        _ => PendingActivityState.Scheduled,
    };

    private static PendingActivityInfo.Types.PauseInfo? Pause(ActivityPause? pause) => pause is null ? null : new()
    {
        PauseTime = Timestamp.FromDateTimeOffset(pause.Time),
        Manual = new PendingActivityInfo.Types.PauseInfo.Types.Manual
        {
            Identity = pause.Identity,
            Reason = pause.Reason,
        },
    };

    private static ActivityOptions Options(Activity activity) => new()
    {
        TaskQueue = new TaskQueue
        {
            Name = activity.Options.TaskQueue.Name,
            NormalName = activity.Options.TaskQueue.Name,
        },
        ScheduleToCloseTimeout = activity.Options.ScheduleToCloseTimeout,
        ScheduleToStartTimeout = activity.Options.ScheduleToStartTimeout,
        StartToCloseTimeout = activity.Options.StartToCloseTimeout,
        HeartbeatTimeout = activity.Options.HeartbeatTimeout,
        RetryPolicy = new RetryPolicy
        {
            InitialInterval = activity.Options.RetryPolicy.InitialInterval,
            BackoffCoefficient = activity.Options.RetryPolicy.BackoffCoefficient,
            MaximumInterval = activity.Options.RetryPolicy.MaximumInterval,
            MaximumAttempts = activity.Options.RetryPolicy.MaximumAttempts,
        },
        Priority = activity.Options.Priority,
    };

    private static Timestamp? ToWire(DateTimeOffset? time) =>
        time is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
