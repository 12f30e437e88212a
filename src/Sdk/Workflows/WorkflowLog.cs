using Cairn.Exceptions;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>The SDK's own log messages about workflows.</summary>
internal static partial class WorkflowLog
{
    [LoggerMessage(3015, LogLevel.Error, "Signal {Signal} dropped, its arguments cannot be read")]
    public static partial void SignalDropped(ILogger logger, Exception exception, string signal);

    [LoggerMessage(
        3016,
        LogLevel.Warning,
        "[TMPRL1102] Workflow {WorkflowId} ended while handlers still ran, and left them: {Handlers}. "
        + "Wait for Workflow.AllHandlersFinished first, or set UnfinishedPolicy to Abandon. "
        + ErrorPages.UnfinishedHandlers)]
    public static partial void UnfinishedHandlers(ILogger logger, string workflowId, string handlers);

    [LoggerMessage(
        3017,
        LogLevel.Error,
        "[CAIRN1005] Workflow code left the workflow's thread, so this or the next workflow task of {WorkflowId}, run "
        + "{RunId}, fails. Most likely cause: {Construct}. "
        + ErrorPages.OffScheduler)]
    public static partial void Escaped(ILogger logger, string construct, string workflowId, string runId);

    [LoggerMessage(
        3018,
        LogLevel.Warning,
        "[CAIRN1008] Workflow {WorkflowId} ended with signals that no handler took: {Signals}. Add handlers for them, "
        + "or a dynamic one, before the run method ends. " + ErrorPages.UnhandledSignals)]
    public static partial void UnhandledSignals(ILogger logger, string workflowId, string signals);

    [LoggerMessage(
        3019,
        LogLevel.Warning,
        "[CAIRN1006] A task of workflow {WorkflowType} {WorkflowId}, run {RunId}, failed and was never awaited: "
        + "{ErrorType}: {ErrorMessage} Await every task of workflow code. " + ErrorPages.Forgotten)]
    public static partial void Forgotten(
        ILogger logger,
        string workflowType,
        string workflowId,
        string runId,
        string errorType,
        string errorMessage,
        Exception error);

    [LoggerMessage(
        3020,
        LogLevel.Warning,
        "[CAIRN1007] Workflow {WorkflowType} has state that a replay does not repeat: {Fields}. What a workflow needs "
        + "to know belongs in instance fields of plain types. " + ErrorPages.SharedState)]
    public static partial void SharedState(ILogger logger, string workflowType, string fields);

    [LoggerMessage(
        3023,
        LogLevel.Warning,
        "[CAIRN1009] Workflow {WorkflowType} {WorkflowId}, run {RunId}, waits for something that no event can bring: "
        + "it has no timer, activity, child or condition under way and no handler of signals or updates. It stays open "
        + "until it is terminated or times out. Wait with members of Workflow, or add a handler. "
        + ErrorPages.EndlessWait)]
    public static partial void WaitsForNothing(ILogger logger, string workflowType, string workflowId, string runId);

    [LoggerMessage(
        3024,
        LogLevel.Warning,
        "[CAIRN1010] Signal {Signal} came to workflow {WorkflowType} {WorkflowId}, run {RunId}, which has no handler "
        + "for it. Its handlers: {Handlers}. The signal is kept until there is a handler. " + ErrorPages.SignalWaits)]
    public static partial void SignalWaits(
        ILogger logger, string signal, string workflowType, string workflowId, string runId, string handlers);
}
