using Cairn.Api.ErrorDetails.V1;
using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime;

/// <summary>Turns refusals into the exceptions that callers receive.</summary>
internal static class Refused
{
    /// <summary>A refusal of the engine.</summary>
    public static RpcException By(Refusal refusal) => new(refusal.Code, refusal.Message, refusal.Detail);

    /// <summary>Throws a refusal of the engine, if there is one.</summary>
    public static void If(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw By(refusal);
        }
    }

    /// <summary>The request is invalid in any state.</summary>
    public static RpcException Invalid(string message) => new(RpcException.StatusCode.InvalidArgument, message);

    /// <summary>Throws if a rule returned an error text.</summary>
    public static void IfText(string? message)
    {
        if (message is not null)
        {
            throw Invalid(message);
        }
    }

    /// <summary>There is nothing of the requested name.</summary>
    public static RpcException NotFound(string message) =>
        new(RpcException.StatusCode.NotFound, message, new NotFoundFailure());

    /// <summary>There is no such run; an empty run id means the newest one.</summary>
    public static RpcException NoRun(string workflowId, string runId) => NotFound(runId.Length == 0
        ? $"workflow not found for ID: {workflowId}"
        : $"workflow execution not found for workflow ID \"{workflowId}\" and run ID \"{runId}\"");

    /// <summary>The store or the node cannot answer now.</summary>
    public static RpcException Unavailable(string message) => new(RpcException.StatusCode.Unavailable, message);

    /// <summary>The store failed, or its data is damaged.</summary>
    public static RpcException ByStore(Exception reason) => reason switch
    {
        StoreException { Reason: StoreFailure.Corrupt, Execution: { } damaged } => Damaged(damaged),
        StoreException { Reason: StoreFailure.Corrupt } => new(
            RpcException.StatusCode.DataLoss, "The stored data is damaged; the server's log says where."),
        _ => Unavailable($"The store failed: {reason.Message}"),
    };

    /// <summary>An unexpected exception; only the log has its details.</summary>
    public static RpcException Internal() => new(RpcException.StatusCode.Internal, "internal error");

    /// <summary>The execution refuses all changes, because a decision on it failed.</summary>
    public static RpcException IsSetAside(ExecutionKey key) => new(
        RpcException.StatusCode.FailedPrecondition,
        $"Workflow execution {key.WorkflowId}/{key.RunId} is set aside after an internal error, which is in the "
        + "server's log. It can be described, read and deleted; it continues when the server is started again.");

    /// <summary>The stored data of the execution cannot be read.</summary>
    public static RpcException Damaged(ExecutionKey key) => new(
        RpcException.StatusCode.DataLoss,
        $"The stored data of workflow execution {key.WorkflowId}/{key.RunId} is damaged. It can be described and "
        + "deleted.");

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsPassing(Exception refusal) => refusal is RpcException
    {
        Code: RpcException.StatusCode.Unavailable or RpcException.StatusCode.ResourceExhausted
            or RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled
            or RpcException.StatusCode.Aborted,
    };

    /// <summary>The node accepts no more requests.</summary>
    public static RpcException ShuttingDown => Unavailable("The engine is shutting down.");
}
