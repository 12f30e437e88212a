using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>What the SDK itself logs about workflows.</summary>
internal static partial class WorkflowLog
{
    [LoggerMessage(1, LogLevel.Error, "Signal {Signal} dropped, its arguments cannot be read")]
    public static partial void SignalDropped(ILogger logger, Exception exception, string signal);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "[TMPRL1102] Workflow {WorkflowId} ended while handlers still ran, and left them: {Handlers}. "
        + "Wait for Workflow.AllHandlersFinished first, or set UnfinishedPolicy to Abandon")]
    public static partial void UnfinishedHandlers(ILogger logger, string workflowId, string handlers);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Workflow code left the workflow's thread, so this or the next workflow task of {WorkflowId}, run {RunId}, "
        + "fails. Most likely cause: {Construct}")]
    public static partial void Escaped(ILogger logger, string construct, string workflowId, string runId);
}
