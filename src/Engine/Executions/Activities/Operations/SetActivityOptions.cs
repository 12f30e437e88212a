using Cairn.Api.Activity.V1;
using Cairn.Api.Command.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Journal;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Changes the options of pending activities; an attempt that a worker has is affected too.</summary>
public static class SetActivityOptions
{
    /// <summary>Decides an UpdateActivityOptions.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="request">The request.</param>
    /// <param name="options">The new options of the first of the activities; null if there is none.</param>
    public static Refusal? Decide(Turn turn, UpdateActivityOptionsRequest request, out ActivityOptions? options)
    {
        options = null;
        var selection = new ActivitySelection(request.Id, request.Type, request.MatchAll);
        if ((Check(request) ?? selection.Find(turn.State, out _)) is { } refusal)
        {
            return refusal;
        }

        selection.Find(turn.State, out var found);
        var changes = new List<(Activity Activity, ActivityOptions Options)>();
        foreach (var activity in found)
        {
            if (Merge(turn.State, activity, request, out var merged) is { } wrong)
            {
                return Refusal.InvalidArgument(wrong);
            }

            changes.Add((activity, merged));
        }

        foreach (var change in changes)
        {
            Note(turn, change.Activity, change.Options);
        }

        options = changes.FirstOrDefault().Options;
        return null;
    }

    /// <summary>Restores the options that an activity was scheduled with.</summary>
    internal static void Restore(Turn turn, Activity activity) =>
        Note(turn, activity, Of(activity.ScheduledEvent.ActivityTaskScheduledEventAttributes));

    private static Refusal? Check(UpdateActivityOptionsRequest request)
    {
        if (request.RestoreOriginal)
        {
            return request.ActivityOptions is null && request.UpdateMask is null
                ? null
                : Refusal.InvalidArgument("Either restore original or update options may be set on request.");
        }

        return request.ActivityOptions is null
            ? Refusal.InvalidArgument("ActivityOptions are not set on request.")
            : request.UpdateMask is null || request.UpdateMask.Paths.Count == 0
                ? Refusal.InvalidArgument("UpdateMask is not set on request.")
                : null;
    }

    private static string? Merge(
        Execution state, Activity activity, UpdateActivityOptionsRequest request, out ActivityOptions merged)
    {
        if (request.RestoreOriginal)
        {
            merged = Of(activity.ScheduledEvent.ActivityTaskScheduledEventAttributes);
            return null;
        }

        merged = Of(activity.Options);
        foreach (var path in request.UpdateMask.Paths)
        {
            if (!ActivityOptionsMask.Take(merged, request.ActivityOptions, path))
            {
                return $"{path} is no option of an activity that can be changed.";
            }
        }

        var asCommand = new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = activity.Options.ActivityId,
            ActivityType = activity.Options.ActivityType,
            ScheduleToCloseTimeout = merged.ScheduleToCloseTimeout,
            ScheduleToStartTimeout = merged.ScheduleToStartTimeout,
            StartToCloseTimeout = merged.StartToCloseTimeout,
            HeartbeatTimeout = merged.HeartbeatTimeout,
        };
        var wrong = RetryPolicies.Check(merged.RetryPolicy)
            ?? ActivityTimeouts.Check(asCommand)
            ?? Names.CheckQueue(merged.TaskQueue);
        if (wrong is not null)
        {
            return wrong;
        }

        var timeouts = ActivityTimeouts.Of(asCommand, Durations.Keep(state.Started.WorkflowRunTimeout));
        merged.ScheduleToCloseTimeout = timeouts.ScheduleToClose;
        merged.ScheduleToStartTimeout = timeouts.ScheduleToStart;
        merged.StartToCloseTimeout = timeouts.StartToClose;
        merged.HeartbeatTimeout = timeouts.Heartbeat;
        merged.RetryPolicy = RetryPolicies.Complete(merged.RetryPolicy);
        return null;
    }

    /// <summary>
    /// Writes the options. An attempt that waits in a queue is offered again, since the queue may have changed; one
    /// that waits for its time waits by the new retry policy.
    /// </summary>
    private static void Note(Turn turn, Activity activity, ActivityOptions options)
    {
        turn.Note(new Record
        {
            ActivityOptionsSet = new ActivityOptionsSet
            {
                ScheduledEventId = activity.ScheduledEventId,
                Options = options,
            },
        });
        if (activity is { Status: ActivityStatus.Scheduled, Pause: null })
        {
            OfferActivity.Emit(turn, turn.State.Activities[activity.ScheduledEventId]);
        }

        if (activity is { Status: ActivityStatus.BackingOff, LastFailure: { } failure, LastAttemptTime: { } ended }
            && !activity.Options.RetryPolicy.Equals(options.RetryPolicy))
        {
            var delay = RetryDecision.DelayAfter(options.RetryPolicy, activity.Attempt - 1, failure);
            RescheduleActivity.At(turn, activity.ScheduledEventId, activity.Attempt, ended + delay);
        }
    }

    private static ActivityOptions Of(ActivityTaskScheduledEventAttributes attributes) => new()
    {
        TaskQueue = attributes.TaskQueue.Clone(),
        ScheduleToCloseTimeout = attributes.ScheduleToCloseTimeout,
        ScheduleToStartTimeout = attributes.ScheduleToStartTimeout,
        StartToCloseTimeout = attributes.StartToCloseTimeout,
        HeartbeatTimeout = attributes.HeartbeatTimeout,
        RetryPolicy = attributes.RetryPolicy.Clone(),
        Priority = attributes.Priority?.Clone(),
    };
}
