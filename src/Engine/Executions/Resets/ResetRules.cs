using Cairn.Api.WorkflowService.V1;

namespace Cairn.Engine.Executions.Resets;

/// <summary>Checks a request to reset a workflow.</summary>
public static class ResetRules
{
    /// <summary>Returns why a reset is refused, whatever the run; null if it is valid.</summary>
    public static Refusal? Check(ResetWorkflowExecutionRequest request) => request.RequestId.Length == 0
        ? Refusal.InvalidArgument("RequestId is not set on request.")
        : PostReset.Check(request.PostResetOperations);

    /// <summary>Checks that the reset point is in the history of the run.</summary>
    internal static Refusal? CheckPoint(Execution state, long finishEventId) =>
        finishEventId > 1 && finishEventId < state.NextEventId
            ? null
            : Refusal.InvalidArgument("Workflow task finish ID must be > 1 && <= workflow last event ID.");

    /// <summary>The refusal of a reset point at which no worker would have completed a workflow task.</summary>
    internal static Refusal NoTask(long finishEventId) => Refusal.InvalidArgument(
        "Can only reset workflow to event ID in range [WorkflowTaskScheduled +1, WorkflowTaskStarted + 1]: "
        + $"{finishEventId}");
}
