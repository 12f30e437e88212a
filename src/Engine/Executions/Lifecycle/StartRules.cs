using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>
/// Checks a request to start a workflow. The order of the checks decides which of two errors is reported.
/// </summary>
public static class StartRules
{
    /// <summary>Returns why a start is refused, whatever runs exist; null if it is valid.</summary>
    /// <param name="request">The request.</param>
    /// <param name="types">The search attributes that the namespace has.</param>
    /// <param name="now">The time.</param>
    /// <param name="callbacks">Which callbacks are allowed; null means none.</param>
    public static Refusal? Check(
        StartWorkflowExecutionRequest request,
        SearchAttributeTypes types,
        DateTimeOffset now,
        CallbackAddresses? callbacks = null) =>
        CheckText(request, types, now, callbacks ?? CallbackAddresses.None) is { } text
            ? Refusal.InvalidArgument(text)
            : null;

    private static string? CheckText(
        StartWorkflowExecutionRequest request,
        SearchAttributeTypes types,
        DateTimeOffset now,
        CallbackAddresses callbacks) =>
        CheckId(request.WorkflowId)
        ?? RetryPolicies.Check(request.RetryPolicy)
        ?? CronExpression.Check(request.CronSchedule, now)
        ?? CheckDelay(request)
        ?? CheckType(request)
        ?? Names.CheckQueue(request.TaskQueue)
        ?? CheckTimeout("WorkflowExecutionTimeout", request.WorkflowExecutionTimeout)
        ?? CheckTimeout("WorkflowRunTimeout", request.WorkflowRunTimeout)
        ?? CheckTimeout("WorkflowTaskTimeout", request.WorkflowTaskTimeout)
        ?? (Names.TooLong(request.RequestId) ? "RequestId length exceeds limit." : null)
        ?? CheckPolicies(request)
        ?? callbacks.Check(request.CompletionCallbacks)
        ?? CheckConflict(request)
        ?? SearchAttributeRules.CheckValues(types, request.SearchAttributes)
        ?? SearchAttributeRules.CheckSizes(request.SearchAttributes)
        ?? Priorities.Check(request.Priority)
        ?? LinkRules.Check(request.Links)
        ?? CheckSizes(request);

    /// <summary>Returns what is wrong with a workflow id; null if it is valid.</summary>
    public static string? CheckId(string workflowId)
    {
        if (workflowId.Length == 0)
        {
            return "WorkflowId is not set on request.";
        }

        return Names.TooLong(workflowId)
            ? $"WorkflowId exceeds maximum allowed length ({Names.Bytes(workflowId)}/{Limits.IdBytes})"
            : null;
    }

    private static string? CheckDelay(StartWorkflowExecutionRequest request)
    {
        if (request.CronSchedule.Length > 0 && request.WorkflowStartDelay is not null)
        {
            return "CronSchedule and WorkflowStartDelay may not be used together.";
        }

        return Durations.Check(request.WorkflowStartDelay) is { } wrong
            ? $"An invalid WorkflowStartDelaySeconds is set on request. cause: {wrong}"
            : null;
    }

    private static string? CheckType(StartWorkflowExecutionRequest request)
    {
        if (string.IsNullOrEmpty(request.WorkflowType?.Name))
        {
            return "WorkflowType is not set on request.";
        }

        return Names.TooLong(request.WorkflowType.Name) ? "WorkflowType length exceeds limit." : null;
    }

    private static string? CheckTimeout(string name, Duration? timeout) => Durations.Check(timeout) is { } wrong
        ? $"An invalid {name}Seconds is set on request. cause: {wrong}"
        : null;

    private static string? CheckPolicies(StartWorkflowExecutionRequest request)
    {
        const string invalid = "Invalid WorkflowIDReusePolicy: WORKFLOW_ID_REUSE_POLICY_";
        if (request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.Unspecified)
        {
            return null;
        }

        if (request.WorkflowIdReusePolicy == WorkflowIdReusePolicy.TerminateIfRunning)
        {
            return invalid + "TERMINATE_IF_RUNNING cannot be used together with a WorkflowIDConflictPolicy";
        }

        return request.WorkflowIdReusePolicy == WorkflowIdReusePolicy.RejectDuplicate
            && request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.TerminateExisting
                ? invalid + "REJECT_DUPLICATE cannot be used together with WorkflowIdConflictPolicy "
                    + "WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING"
                : null;
    }

    private static string? CheckConflict(StartWorkflowExecutionRequest request) =>
        request.OnConflictOptions is { AttachRequestId: false, AttachCompletionCallbacks: true }
            ? "attaching completion callbacks to existing workflow requires attach_request_id"
            : null;

    private static string? CheckSizes(StartWorkflowExecutionRequest request)
    {
        if (request.Input?.CalculateSize() > Limits.BlobBytes)
        {
            return "Blob data size exceeds limit.";
        }

        return request.Memo?.CalculateSize() > Limits.MemoBytes ? "Memo size exceeds limit." : null;
    }
}
