using Cairn.Engine.Executions;
using Cairn.Exceptions;
using Cairn.Protocol;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime;

/// <summary>
/// Handles unexpected exceptions: each is logged once, with the operation and its stack, and becomes a status that
/// reveals nothing of the engine.
/// </summary>
/// <param name="loggers">Where the node logs.</param>
internal sealed partial class InternalErrors(ILoggerFactory loggers)
{
    private readonly ILogger logger = loggers.CreateLogger("Cairn.Runtime");

    /// <summary>Starts work that no caller awaits; an exception that it throws is logged.</summary>
    /// <param name="input">The name of the work, for the log.</param>
    /// <param name="work">The work. It runs at once up to its first await.</param>
    public void Start(string input, Func<Task> work) => _ = WatchAsync(input, work);

    /// <summary>Logs an exception of work that belongs to no execution.</summary>
    /// <param name="input">The name of the request or of the background task.</param>
    /// <param name="unexpected">The exception.</param>
    /// <returns>The exception that the caller receives.</returns>
    public RpcException Report(string input, Exception unexpected)
    {
        LogUnexpected(input, unexpected);
        return Refused.Internal();
    }

    /// <summary>Logs an exception of a decision on an execution, which is set aside.</summary>
    /// <param name="input">The name of the request or of the background task.</param>
    /// <param name="key">The execution.</param>
    /// <param name="unexpected">The exception.</param>
    /// <returns>The exception that the caller receives.</returns>
    public RpcException SetAside(string input, ExecutionKey key, Exception unexpected)
    {
        LogSetAside(input, key.Namespace.Value, key.WorkflowId.Value, key.RunId.Value, unexpected);
        return Refused.Internal();
    }

    /// <summary>Logs that the journal of an execution cannot be read.</summary>
    /// <param name="key">The execution.</param>
    /// <param name="damage">What is wrong with it.</param>
    /// <returns>The exception that callers receive.</returns>
    public RpcException Damaged(ExecutionKey key, Exception damage)
    {
        LogDamaged(key.Namespace.Value, key.WorkflowId.Value, key.RunId.Value, damage);
        return Refused.Damaged(key);
    }

    /// <summary>
    /// Logs that an execution leaves the store though its deletion failed: related workflows get no event.
    /// </summary>
    /// <param name="removed">The execution.</param>
    public void RemovedWithoutNotice(Execution removed) => LogRemovedWithoutNotice(
        removed.Key.Namespace.Value,
        removed.Key.WorkflowId.Value,
        removed.Key.RunId.Value,
        removed.Started.ParentWorkflowExecution?.WorkflowId ?? "none",
        string.Join(", ", removed.Children.Values.Select(child => child.WorkflowId).DefaultIfEmpty("none")));

    private async Task WatchAsync(string input, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            Report(input, unexpected);
        }
    }

    [LoggerMessage(
        1004,
        LogLevel.Critical,
        "{Input} failed with an exception that the engine does not expect. A caller is answered with INTERNAL; "
        + "everything else continues.")]
    private partial void LogUnexpected(string input, Exception unexpected);

    [LoggerMessage(
        1005,
        LogLevel.Critical,
        "{Input} failed with an exception that the engine does not expect, and changed nothing. Workflow execution "
        + "{Namespace}/{WorkflowId}/{RunId} is set aside until the node is started again: it can be described, listed, "
        + "read and deleted. Everything else continues.")]
    private partial void LogSetAside(
        string input, string @namespace, string workflowId, string runId, Exception unexpected);

    [LoggerMessage(
        1006,
        LogLevel.Critical,
        "The stored data of workflow execution {Namespace}/{WorkflowId}/{RunId} is damaged. Requests for it are "
        + "answered with DATA_LOSS; it can be described, listed and deleted. Everything else continues.")]
    private partial void LogDamaged(string @namespace, string workflowId, string runId, Exception damage);

    [LoggerMessage(
        1017,
        LogLevel.Error,
        "The deletion of workflow execution {Namespace}/{WorkflowId}/{RunId} failed, so it is removed as it is. No "
        + "event notifies its parent (workflow id: {ParentId}), which may wait for it, or its open children (workflow "
        + "ids: {ChildIds}), which continue, unless it had not recorded their start: those wait for ever. Reset or "
        + "terminate what should not stay.")]
    private partial void LogRemovedWithoutNotice(
        string @namespace, string workflowId, string runId, string parentId, string childIds);
}
