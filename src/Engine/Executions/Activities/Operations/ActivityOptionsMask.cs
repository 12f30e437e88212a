using Cairn.Api.Activity.V1;
using Cairn.Api.Common.V1;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>The options that an update of an activity may name.</summary>
internal static class ActivityOptionsMask
{
    private static readonly Dictionary<string, Action<ActivityOptions, ActivityOptions>> s_takers = new()
    {
        ["taskqueue"] = (to, from) => to.TaskQueue.Name = from.TaskQueue?.Name ?? "",
        ["taskqueue.name"] = (to, from) => to.TaskQueue.Name = from.TaskQueue?.Name ?? "",
        ["scheduletoclosetimeout"] = (to, from) => to.ScheduleToCloseTimeout = from.ScheduleToCloseTimeout,
        ["scheduletostarttimeout"] = (to, from) => to.ScheduleToStartTimeout = from.ScheduleToStartTimeout,
        ["starttoclosetimeout"] = (to, from) => to.StartToCloseTimeout = from.StartToCloseTimeout,
        ["heartbeattimeout"] = (to, from) => to.HeartbeatTimeout = from.HeartbeatTimeout,
        ["retrypolicy"] = (to, from) => to.RetryPolicy = from.RetryPolicy ?? new RetryPolicy(),
        ["retrypolicy.initialinterval"] = (to, from) =>
            to.RetryPolicy.InitialInterval = from.RetryPolicy?.InitialInterval,
        ["retrypolicy.backoffcoefficient"] = (to, from) =>
            to.RetryPolicy.BackoffCoefficient = from.RetryPolicy?.BackoffCoefficient ?? 0,
        ["retrypolicy.maximuminterval"] = (to, from) =>
            to.RetryPolicy.MaximumInterval = from.RetryPolicy?.MaximumInterval,
        ["retrypolicy.maximumattempts"] = (to, from) =>
            to.RetryPolicy.MaximumAttempts = from.RetryPolicy?.MaximumAttempts ?? 0,
        ["priority"] = (to, from) => to.Priority = from.Priority,
        ["priority.prioritykey"] = (to, from) =>
            (to.Priority ??= new Priority()).PriorityKey = from.Priority?.PriorityKey ?? 0,
        ["priority.fairnesskey"] = (to, from) =>
            (to.Priority ??= new Priority()).FairnessKey = from.Priority?.FairnessKey ?? "",
        ["priority.fairnessweight"] = (to, from) =>
            (to.Priority ??= new Priority()).FairnessWeight = from.Priority?.FairnessWeight ?? 0,
    };

    /// <summary>Copies one option, named as in protobuf or as in JSON.</summary>
    /// <returns>False if there is no such option.</returns>
    public static bool Take(ActivityOptions to, ActivityOptions from, string path)
    {
        if (!s_takers.TryGetValue(path.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant(), out var take))
        {
            return false;
        }

        take(to, from);
        return true;
    }
}
