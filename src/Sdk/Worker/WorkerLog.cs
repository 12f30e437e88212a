using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Worker.Tuning;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>The log messages of workers.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(3002, LogLevel.Information, "Worker on task queue {TaskQueue} started")]
    public static partial void Started(ILogger logger, string taskQueue);

    [LoggerMessage(3003, LogLevel.Information, "Worker on task queue {TaskQueue} stops")]
    public static partial void Stopping(ILogger logger, string taskQueue);

    // Without the stack, which is always the same: each of the worker's polls logs this while a server is down.
    [LoggerMessage(
        3004, LogLevel.Warning, "Poll of task queue {TaskQueue} failed with {Code}, next in {Pause:c}: {ErrorMessage}")]
    public static partial void PollFailed(
        ILogger logger, string taskQueue, RpcException.StatusCode code, TimeSpan pause, string errorMessage);

    [LoggerMessage(
        3005,
        LogLevel.Warning,
        "Activity {ActivityType} ({ActivityId}) of workflow {WorkflowId} failed at attempt {Attempt}. {Next}")]
    public static partial void ActivityFailed(
        ILogger logger,
        string activityType,
        string activityId,
        string? workflowId,
        int attempt,
        string next,
        Exception error);

    [LoggerMessage(
        3006, LogLevel.Debug, "Activity {ActivityType} ({ActivityId}) of workflow {WorkflowId} failed as expected")]
    public static partial void ActivityFailedBenignly(
        ILogger logger, string activityType, string activityId, string? workflowId, Exception error);

    [LoggerMessage(3007, LogLevel.Warning, "Result of activity {ActivityId} of workflow {WorkflowId} was not reported")]
    public static partial void ActivityReportFailed(
        ILogger logger, string activityId, string? workflowId, Exception error);

    [LoggerMessage(3008, LogLevel.Debug, "Activity {ActivityId} of workflow {WorkflowId} is no longer wanted")]
    public static partial void ActivityGone(ILogger logger, string activityId, string? workflowId);

    [LoggerMessage(3009, LogLevel.Warning, "Heartbeat of activity {ActivityId} was not recorded")]
    public static partial void HeartbeatFailed(ILogger logger, string activityId, Exception error);

    [LoggerMessage(3010, LogLevel.Error, "Workflow task of {WorkflowId}, run {RunId}, could not be handled")]
    public static partial void WorkflowTaskBroken(ILogger logger, string? workflowId, string? runId, Exception error);

    [LoggerMessage(3011, LogLevel.Warning, "Answer to a workflow task of {WorkflowId}, run {RunId}, was not accepted")]
    public static partial void WorkflowReportFailed(
        ILogger logger, string? workflowId, string? runId, Exception error);

    [LoggerMessage(3012, LogLevel.Debug, "The server was not notified that the worker stops")]
    public static partial void ShutdownNotTold(ILogger logger, Exception error);

    [LoggerMessage(
        3013, LogLevel.Error, "Worker on task queue {TaskQueue} ends: it polls no more. Start it again to continue")]
    public static partial void Ended(ILogger logger, string taskQueue, Exception error);

    [LoggerMessage(3022, LogLevel.Warning, "Worker on task queue {TaskQueue} cannot stop before activity "
        + "{ActivityType} ({ActivityId}) of workflow {WorkflowId} ends. Its cancellation was requested. "
        + "The next warning comes in {Pause}")]
    public static partial void ActivityDoesNotEnd(
        ILogger logger, string taskQueue, string activityType, string activityId, string? workflowId, TimeSpan pause);

    [LoggerMessage(3025, LogLevel.Warning, "{Member} of slot supplier {Supplier} failed for slots of kind {Kind}. "
        + "A slot that was asked for is asked for again in a second")]
    public static partial void SlotSupplierFailed(
        ILogger logger, string supplier, string member, SlotType kind, Exception error);

    [LoggerMessage(
        3041, LogLevel.Error, "Workflow task of {WorkflowId}, run {RunId}, failed and is tried again: {Error}")]
    public static partial void WorkflowTaskTooLarge(ILogger logger, string? workflowId, string? runId, string error);

    [LoggerMessage(
        3050,
        LogLevel.Warning,
        "[CAIRN1014] {Kind} {ActivityType} ({ActivityId}) of workflow {WorkflowId}, "
            + "attempt {Attempt}, ignores its cancellation token: it was cancelled {Ago} ago ({Reason}), runs on, and "
            + "keeps its slot of the worker on task queue {TaskQueue} from others. It began at {Began:O}. The next "
            + "warning comes in {Pause}. " + ErrorPages.IgnoredCancellation)]
    public static partial void CancellationIgnored(
        ILogger logger,
        string kind,
        string activityType,
        string activityId,
        string? workflowId,
        int attempt,
        TimeSpan ago,
        ActivityCancelReason reason,
        string taskQueue,
        DateTime began,
        TimeSpan pause);

    [LoggerMessage(
        3014,
        LogLevel.Information,
        "The answer to a workflow task of {WorkflowId}, run {RunId}, came too late: history says how the task ended. "
            + "Its next attempt begins with the whole history")]
    public static partial void WorkflowTaskGone(ILogger logger, string? workflowId, string? runId);
}
