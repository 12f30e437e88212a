using Cairn.Api.Failure.V1;
using Cairn.Exceptions;

namespace Cairn.Engine.Executions.Updates;

/// <summary>The errors for callers of updates that workflow code did not answer.</summary>
public static class UpdateFailures
{
    /// <summary>The worker completed the task without a response to the update.</summary>
    public static readonly Failure Unprocessed = Of(
        "UnprocessedUpdate",
        "Workflow Update is rejected because it wasn't processed by worker. Probably, Workflow Update is not supported "
        + "by the worker.");

    /// <summary>The update was accepted, and the run has closed without an outcome.</summary>
    public static readonly Failure WorkflowCompleted = Of(
        "AcceptedUpdateCompletedWorkflow",
        "Workflow Update failed because the Workflow completed before the Update completed.");

    /// <summary>The update was not accepted, and the run has closed.</summary>
    public static readonly Refusal Closing = Refusal.NotFound("workflow update was aborted by closing workflow");

    /// <summary>
    /// The update was not accepted, and another run of the chain follows: the caller tries again with that run.
    /// </summary>
    public static readonly Refusal Continuing = Refusal.Exhausted(
        Api.Enums.V1.ResourceExhaustedCause.BusyWorkflow,
        "workflow operation can not be applied because workflow is closing");

    /// <summary>The completion of the task that had the update was invalid.</summary>
    public static readonly Refusal TaskFailed = Refusal.NotReady(
        "Unable to perform workflow execution update due to unexpected workflow task failure.");

    /// <summary>The update is not known any more; the caller sends it again.</summary>
    public static readonly Refusal Forgotten =
        new(RpcException.StatusCode.Unavailable, "workflow update was aborted");

    private static Failure Of(string type, string message) => new()
    {
        Message = message,
        Source = "Server",
        ApplicationFailureInfo = new ApplicationFailureInfo { Type = type, NonRetryable = true },
    };
}
