using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>What workers log.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Information, "Worker on task queue {TaskQueue} started")]
    public static partial void Started(ILogger logger, string taskQueue);

    [LoggerMessage(2, LogLevel.Information, "Worker on task queue {TaskQueue} stops")]
    public static partial void Stopping(ILogger logger, string taskQueue);

    [LoggerMessage(3, LogLevel.Warning, "Poll of task queue {TaskQueue} failed, next in {Pause}")]
    public static partial void PollFailed(ILogger logger, string taskQueue, TimeSpan pause, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "Activity {ActivityType} ({ActivityId}) of workflow {WorkflowId} failed")]
    public static partial void ActivityFailed(
        ILogger logger, string activityType, string activityId, string? workflowId, Exception error);

    [LoggerMessage(
        5, LogLevel.Debug, "Activity {ActivityType} ({ActivityId}) of workflow {WorkflowId} failed as expected")]
    public static partial void ActivityFailedBenignly(
        ILogger logger, string activityType, string activityId, string? workflowId, Exception error);

    [LoggerMessage(6, LogLevel.Warning, "Result of activity {ActivityId} of workflow {WorkflowId} was not reported")]
    public static partial void ActivityReportFailed(
        ILogger logger, string activityId, string? workflowId, Exception error);

    [LoggerMessage(7, LogLevel.Debug, "Activity {ActivityId} of workflow {WorkflowId} is no longer wanted")]
    public static partial void ActivityGone(ILogger logger, string activityId, string? workflowId);

    [LoggerMessage(8, LogLevel.Warning, "Heartbeat of activity {ActivityId} was not recorded")]
    public static partial void HeartbeatFailed(ILogger logger, string activityId, Exception error);

    [LoggerMessage(9, LogLevel.Error, "Workflow task of {WorkflowId}, run {RunId}, could not be handled")]
    public static partial void WorkflowTaskBroken(ILogger logger, string? workflowId, string? runId, Exception error);

    [LoggerMessage(11, LogLevel.Warning, "Answer to a workflow task of {WorkflowId}, run {RunId}, was not accepted")]
    public static partial void WorkflowReportFailed(
        ILogger logger, string? workflowId, string? runId, Exception error);

    [LoggerMessage(12, LogLevel.Debug, "The server was not told that the worker stops")]
    public static partial void ShutdownNotTold(ILogger logger, Exception error);

    [LoggerMessage(
        13, LogLevel.Error, "Worker on task queue {TaskQueue} ends: it polls no more. Start it again to go on")]
    public static partial void Ended(ILogger logger, string taskQueue, Exception error);

    [LoggerMessage(14, LogLevel.Debug, "Workflow task of {WorkflowId}, run {RunId}, is no longer wanted")]
    public static partial void WorkflowTaskGone(ILogger logger, string? workflowId, string? runId);
}
