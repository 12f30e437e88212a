using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules.Calendars;
using Cairn.Engine.Visibility;

namespace Cairn.Engine.Schedules;

/// <summary>What requests for schedules may say.</summary>
public static class ScheduleRules
{
    /// <summary>Before the id of a schedule where it stands for a workflow, as in Temporal's server.</summary>
    public const string WorkflowIdPrefix = "temporal-sys-scheduler:";

    /// <summary>Says why a schedule is not made; null if nothing speaks against it.</summary>
    public static Refusal? Check(CreateScheduleRequest request) => ToRefusal(
        CheckId(request.ScheduleId)
        ?? CheckRequestId(request.RequestId)
        ?? CheckDefinition(request.Schedule)
        ?? (request.InitialPatch is null ? null : CheckPatch(request.InitialPatch))
        ?? (request.Memo?.CalculateSize() > Limits.MemoBytes ? "Memo size exceeds limit." : null));

    /// <summary>Says why a schedule is not changed; null if nothing speaks against it.</summary>
    public static Refusal? Check(UpdateScheduleRequest request) => ToRefusal(
        CheckId(request.ScheduleId)
        ?? CheckRequestId(request.RequestId)
        ?? CheckDefinition(request.Schedule)
        ?? (request.Memo?.CalculateSize() > Limits.MemoBytes ? "Memo size exceeds limit." : null));

    /// <summary>Says why a schedule is not patched; null if nothing speaks against it.</summary>
    public static Refusal? Check(PatchScheduleRequest request) => ToRefusal(
        CheckId(request.ScheduleId)
        ?? CheckRequestId(request.RequestId)
        ?? (request.Patch is null ? "Patch is not set on request." : CheckPatch(request.Patch)));

    /// <summary>Says why there cannot be a schedule of that id; null if there can.</summary>
    public static Refusal? Check(string scheduleId) => ToRefusal(CheckId(scheduleId));

    private static Refusal? ToRefusal(string? text) => text is null ? null : Refusal.InvalidArgument(text);

    private static string? CheckId(string id)
    {
        if (id.Length == 0)
        {
            return "ScheduleId is not set on request.";
        }

        var length = WorkflowIdPrefix.Length + Names.Bytes(id);
        return length > Limits.IdBytes
            ? $"WorkflowId exceeds maximum allowed length ({length}/{Limits.IdBytes})"
            : null;
    }

    private static string? CheckRequestId(string id) => id.Length == 0
        ? "RequestId is not set on request."
        : Names.TooLong(id) ? "RequestId length exceeds limit." : null;

    private static string? CheckDefinition(Schedule? schedule) =>
        schedule?.Action?.StartWorkflow is not { } action
            ? "Only StartWorkflow action is supported"
            : CheckAction(action) ?? CheckSpec(schedule.Spec) ?? CheckPolicies(schedule.Policies);

    private static string? CheckAction(NewWorkflowExecutionInfo action)
    {
        var request = new StartWorkflowExecutionRequest
        {
            WorkflowId = action.WorkflowId,
            WorkflowType = action.WorkflowType,
            TaskQueue = action.TaskQueue,
            Input = action.Input,
            WorkflowExecutionTimeout = action.WorkflowExecutionTimeout,
            WorkflowRunTimeout = action.WorkflowRunTimeout,
            WorkflowTaskTimeout = action.WorkflowTaskTimeout,
            RetryPolicy = action.RetryPolicy,
            Memo = action.Memo,
        };
        // Only a cron schedule would need to know the time; search attributes are those of a namespace.
        var start = StartRules.Check(request, SearchAttributeTypes.Standard, now: default);
        if (start is not null)
        {
            return start.Message;
        }

        if (action.CronSchedule.Length > 0)
        {
            return "Scheduled workflow must not contain CronSchedule";
        }

        return action.WorkflowIdReusePolicy is WorkflowIdReusePolicy.Unspecified or WorkflowIdReusePolicy.AllowDuplicate
            ? null
            : "Scheduled workflow must not contain WorkflowIDReusePolicy";
    }

    private static string? CheckSpec(ScheduleSpec? spec)
    {
        try
        {
            _ = ScheduleSpecs.Canonical(spec);
            return null;
        }
        catch (CalendarException caught)
        {
            return $"Invalid schedule spec: {caught.Message}";
        }
    }

    private static string? CheckPolicies(SchedulePolicies? policies) => policies is null
        ? null
        : CheckOverlap(policies.OverlapPolicy)
            ?? (Durations.Check(policies.CatchupWindow) is { } wrong ? $"Invalid catchup window: {wrong}" : null);

    private static string? CheckPatch(SchedulePatch patch)
    {
        if (Names.Bytes(patch.Pause) > Limits.ScheduleNotesBytes)
        {
            return "Schedule notes exceeds limit.";
        }

        if (patch.BackfillRequest.Any(backfill => backfill.StartTime is null || backfill.EndTime is null))
        {
            return "Backfill has no start time or no end time.";
        }

        return CheckOverlap(patch.TriggerImmediately?.OverlapPolicy)
            ?? patch.BackfillRequest.Select(b => CheckOverlap(b.OverlapPolicy)).FirstOrDefault(text => text is not null)
            ?? (patch.BackfillRequest.All(b => Timestamps.IsValid(b.StartTime) && Timestamps.IsValid(b.EndTime))
                && Timestamps.IsValid(patch.TriggerImmediately?.ScheduledTime)
                    ? null
                    : "A time is out of range.");
    }

    private static string? CheckOverlap(ScheduleOverlapPolicy? policy) =>
        policy is null || Enum.IsDefined(policy.Value) ? null : $"Unknown overlap policy: {(int)policy}";
}
