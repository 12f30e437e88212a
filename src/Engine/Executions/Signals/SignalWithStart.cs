using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Rules;
using Cairn.Engine.Visibility;
using Cairn.Protocol;

namespace Cairn.Engine.Executions.Signals;

/// <summary>
/// Signals the open run of a workflow id, or begins a run that has the signal before its first workflow task.
/// </summary>
public static class SignalWithStart
{
    /// <summary>Returns why a request is refused, whatever runs exist; null if it is valid.</summary>
    /// <param name="request">The request.</param>
    /// <param name="types">The search attributes that the namespace has.</param>
    /// <param name="now">The time.</param>
    public static Refusal? Check(
        SignalWithStartWorkflowExecutionRequest request, SearchAttributeTypes types, DateTimeOffset now) =>
        CheckText(request) is { } text ? Refusal.InvalidArgument(text) : StartRules.Check(ToStart(request), types, now);

    // Checks what differs from a start; the rules of starts check the rest.
    private static string? CheckText(SignalWithStartWorkflowExecutionRequest request)
    {
        var type = request.WorkflowType?.Name ?? "";
        return StartRules.CheckId(request.WorkflowId)
            ?? (request.SignalName.Length == 0 ? "signal not set" : null)
            ?? TooLong("signal name", request.SignalName)
            ?? (type.Length == 0 ? "workflow type not set" : null)
            ?? TooLong("workflow type name", type)
            ?? Names.CheckQueue(request.TaskQueue)
            ?? TooLong("Request ID", request.RequestId)
            ?? (request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.Fail
                ? "Invalid WorkflowIDConflictPolicy: WORKFLOW_ID_CONFLICT_POLICY_FAIL is not supported for this "
                    + "operation."
                : null)
            ?? (request.SignalInput?.CalculateSize() > Limits.BlobBytes ? "Blob data size exceeds limit." : null);
    }

    private static string? TooLong(string what, string name) => Names.TooLong(name)
        ? $"{what} exceeds maximum allowed length ({Names.Bytes(name)}/{Limits.IdBytes})"
        : null;

    /// <summary>Decides a request that passed <see cref="Check"/>.</summary>
    /// <param name="current">The newest run of the workflow id; null if there is none.</param>
    /// <param name="request">The request; its request id is set.</param>
    /// <param name="runId">The id of the run, if one begins.</param>
    /// <param name="now">The time.</param>
    public static StartDecision Decide(
        Execution? current, SignalWithStartWorkflowExecutionRequest request, RunId runId, DateTimeOffset now)
    {
        var signal = ToSignal(request);
        if (current is { IsOpen: true }
            && request.WorkflowIdConflictPolicy != WorkflowIdConflictPolicy.TerminateExisting
            && request.WorkflowIdReusePolicy != WorkflowIdReusePolicy.TerminateIfRunning)
        {
            return SignalOpen(new Turn(current, now), signal);
        }

        return StartWorkflow.Decide(current, ToStart(request), runId, now, signal);
    }

    private static StartDecision SignalOpen(Turn turn, SignalWorkflowExecutionRequest signal)
    {
        if (SignalWorkflow.Decide(turn, signal) is { } refusal)
        {
            return new StartDecision.Refused(refusal);
        }

        if (!turn.State.IsHeld
            && turn.Records.Count > 0
            && ScheduleWorkflowTask.Allows(turn, WorkflowTaskTrigger.Schedule))
        {
            ScheduleWorkflowTask.Now(turn); // The signal schedules the first task of a delayed start.
        }

        return new StartDecision.Answered(turn, IsStarter: false);
    }

    private static StartWorkflowExecutionRequest ToStart(SignalWithStartWorkflowExecutionRequest request) => new()
    {
        Namespace = request.Namespace,
        WorkflowId = request.WorkflowId,
        WorkflowType = request.WorkflowType,
        TaskQueue = request.TaskQueue,
        Input = request.Input,
        WorkflowExecutionTimeout = request.WorkflowExecutionTimeout,
        WorkflowRunTimeout = request.WorkflowRunTimeout,
        WorkflowTaskTimeout = request.WorkflowTaskTimeout,
        Identity = request.Identity,
        RequestId = request.RequestId,
        WorkflowIdReusePolicy = request.WorkflowIdReusePolicy,
        WorkflowIdConflictPolicy = request.WorkflowIdConflictPolicy,
        RetryPolicy = request.RetryPolicy,
        CronSchedule = request.CronSchedule,
        Memo = request.Memo,
        SearchAttributes = request.SearchAttributes,
        Header = request.Header,
        WorkflowStartDelay = request.WorkflowStartDelay,
        UserMetadata = request.UserMetadata,
        Priority = request.Priority,
        Links = { request.Links },
    };

    private static SignalWorkflowExecutionRequest ToSignal(SignalWithStartWorkflowExecutionRequest request) => new()
    {
        SignalName = request.SignalName,
        Input = request.SignalInput,
        Identity = request.Identity,
        RequestId = request.RequestId,
        Header = request.Header,
        Links = { request.Links },
    };
}
