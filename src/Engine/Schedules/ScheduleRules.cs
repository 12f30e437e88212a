using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules.Calendars;
using Cairn.Engine.Visibility;

namespace Cairn.Engine.Schedules;

/// <summary>Checks requests for schedules.</summary>
public static class ScheduleRules
{
    /// <summary>The prefix of the id of a schedule where a workflow id is expected, as in Temporal's server.</summary>
    public const string WorkflowIdPrefix = "temporal-sys-scheduler:";

    /// <summary>Returns why a schedule is not created; null if the request is valid.</summary>
    /// <param name="request">The request.</param>
    /// <param name="types">The search attributes that the namespace has.</param>
    public static Refusal? Check(CreateScheduleRequest request, SearchAttributeTypes types) => ToRefusal(
        CheckId(request.ScheduleId)
        ?? CheckRequestId(request.RequestId)
        ?? CheckDefinition(request.ScheduleId, request.Schedule, types)
        ?? (request.InitialPatch is null ? null : CheckPatch(request.InitialPatch))
        ?? CheckAttached(request.Memo, request.SearchAttributes, types)
        ?? CheckSize(request.Schedule.CalculateSize() + (request.InitialPatch?.CalculateSize() ?? 0)));

    /// <summary>Returns why a schedule is not changed; null if the request is valid.</summary>
    /// <param name="request">The request.</param>
    /// <param name="types">The search attributes that the namespace has.</param>
    public static Refusal? Check(UpdateScheduleRequest request, SearchAttributeTypes types) => ToRefusal(
        CheckId(request.ScheduleId)
        ?? CheckRequestId(request.RequestId)
        ?? CheckDefinition(request.ScheduleId, request.Schedule, types)
        ?? CheckAttached(request.Memo, request.SearchAttributes, types)
        ?? CheckSize(request.Schedule.CalculateSize()));

    /// <summary>Returns why a schedule is not patched; null if the request is valid.</summary>
    public static Refusal? Check(PatchScheduleRequest request) => ToRefusal(
        CheckId(request.ScheduleId)
        ?? CheckRequestId(request.RequestId)
        ?? (request.Patch is null
            ? "Patch is not set on request."
            : CheckPatch(request.Patch) ?? CheckSize(request.Patch.CalculateSize())));

    /// <summary>Returns what is wrong with a schedule id; null if it is valid.</summary>
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

    private static string? CheckDefinition(string id, Schedule? schedule, SearchAttributeTypes types) =>
        schedule?.Action?.StartWorkflow is not { } action
            ? "Only StartWorkflow action is supported"
            : CheckAction(id, schedule, types)
                ?? CheckRepetition(action)
                ?? CheckSpec(schedule.Spec)
                ?? CheckPolicies(schedule.Policies)
                ?? CheckState(schedule.State);

    /// <summary>Checks the starts that the schedule will request by the rules for starts of clients.</summary>
    private static string? CheckAction(string id, Schedule schedule, SearchAttributeTypes types)
    {
        var workflowId = schedule.Action.StartWorkflow.WorkflowId;
        if (StartRules.CheckId(workflowId) is { } wrong)
        {
            return wrong;
        }

        var document = new ScheduleDocument
        {
            ScheduleId = id,
            Schedule = new Schedule { Action = schedule.Action, Policies = schedule.Policies ?? new() },
        };
        var start = ScheduledStart.Request(document, new DueStart { Nominal = new() });
        if (Names.TooLong(start.WorkflowId))
        {
            return "WorkflowId exceeds maximum allowed length with the time that each start adds to it "
                + $"({Names.Bytes(start.WorkflowId)}/{Limits.IdBytes})";
        }

        // Only a cron schedule needs the time, and starts of schedules have none.
        return StartRules.Check(start, types, now: default)?.Message;
    }

    private static string? CheckRepetition(NewWorkflowExecutionInfo action)
    {
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

    private static string? CheckState(ScheduleState? state) =>
        state?.RemainingActions < 0 ? "RemainingActions cannot be negative." : null;

    private static string? CheckAttached(Memo? memo, SearchAttributes? attributes, SearchAttributeTypes types) =>
        memo?.CalculateSize() > Limits.MemoBytes
            ? "Memo size exceeds limit."
            : SearchAttributeRules.Check(types, attributes)?.Message;

    private static string? CheckSize(int bytes) => bytes > Limits.BlobBytes ? "Blob data size exceeds limit." : null;

    private static string? CheckPatch(SchedulePatch patch)
    {
        if (Names.Bytes(patch.Pause) > Limits.ScheduleNotesBytes)
        {
            return "Schedule notes exceeds limit.";
        }

        if (patch.BackfillRequest.Count > Limits.ScheduleBackfills)
        {
            return $"number of backfills {patch.BackfillRequest.Count} exceeds limit {Limits.ScheduleBackfills}";
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
