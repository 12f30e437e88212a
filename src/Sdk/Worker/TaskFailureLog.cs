using System.Numerics;
using Cairn.Api.WorkflowService.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Logging;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>
/// Logs why workflow tasks fail, with all that is needed to find the cause: the first attempt, and later ones at
/// growing intervals, because a failing task is tried again until its code is corrected. What repeats unchanged is
/// logged without its stack trace; a failure that differs from the one before is logged at once.
/// </summary>
internal static partial class TaskFailureLog
{
    private const int LongestMessage = 2_000;
    private const string Correct = "Correct the code and restart the worker: the workflow continues where it was. ";

    /// <summary>Logs a failure, if this attempt is one that is logged.</summary>
    /// <param name="options">The worker.</param>
    /// <param name="task">The task.</param>
    /// <param name="state">The run; null if there is none yet.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="isReported">Whether the failure is reported to the server, which then tries again at once.</param>
    public static void Write(
        WorkflowTaskHandlerOptions options,
        PollWorkflowTaskQueueResponse task,
        RunState? state,
        Exception error,
        bool isReported)
    {
        var type = error.GetType().ToString();
        var message = RecordedText.Shortened(ExceptionReading.MessageOf(error), LongestMessage);
        var isSame = options.Failures.Note(task.WorkflowExecution?.RunId ?? string.Empty, type, message);
        if (isSame != false && !BitOperations.IsPow2(Math.Max(task.Attempt, 1)))
        {
            return;
        }

        var next = isReported
            ? "at once"
            : state?.Instance is { } instance
                ? $"when it has timed out, {instance.Info.TaskTimeout} after it began"
                : "when it has timed out";
        var logger = SafeLoggerFactory.Of(options.LoggerFactory).CreateLogger<CairnWorker>();
        var workflowType = task.WorkflowType?.Name ?? string.Empty;
        var (workflowId, runId) =
            (task.WorkflowExecution?.WorkflowId ?? string.Empty, task.WorkflowExecution?.RunId ?? string.Empty);
        var attempt = Math.Max(task.Attempt, 1);

        if (isSame == true)
        {
            FailedAgain(
                logger, workflowType, workflowId, runId, attempt, type, Sentence(message), next, Advice(error));
        }
        else
        {
            // The exception brings its type, its message and its stack.
            Failed(logger, workflowType, workflowId, runId, attempt, next, Advice(error), error);
        }
    }

    private static string Sentence(string message) => message is [.., '.' or '!' or '?'] ? message : message + ".";

    private static string Advice(Exception error) => error switch
    {
        WorkflowNondeterminismException =>
            "Put the former code back, or guard the change with Workflow.Patched. " + ErrorPages.Nondeterminism,
        DeadlockException => "Await what the workflow waits for. " + ErrorPages.Deadlock,
        InvalidWorkflowSchedulerException => "Correct the code and restart the worker. " + ErrorPages.OffScheduler,
        InvalidWorkflowOperationException => Correct + ErrorPages.TaskFailed,
        _ => Correct
            + $"To fail the workflow instead, throw an ApplicationFailureException, or list {error.GetType().Name} "
            + "in FailureExceptionTypes of its Workflow attribute or in WorkflowFailureExceptionTypes of the worker. "
            + ErrorPages.TaskFailed,
    };

    [LoggerMessage(
        3021,
        LogLevel.Warning,
        "[CAIRN1001] Workflow task of {WorkflowType} {WorkflowId}, run {RunId}, failed at attempt {Attempt}. The "
            + "workflow stays open, and the task is tried again {Next}. {Advice}")]
    private static partial void Failed(
        ILogger logger,
        string workflowType,
        string workflowId,
        string runId,
        int attempt,
        string next,
        string advice,
        Exception error);

    [LoggerMessage(
        3042,
        LogLevel.Warning,
        "[CAIRN1001] Workflow task of {WorkflowType} {WorkflowId}, run {RunId}, failed at attempt {Attempt} "
            + "with {ErrorType}: {ErrorMessage} The workflow stays open, and the task is tried again {Next}. {Advice}")]
    private static partial void FailedAgain(
        ILogger logger,
        string workflowType,
        string workflowId,
        string runId,
        int attempt,
        string errorType,
        string errorMessage,
        string next,
        string advice);
}
