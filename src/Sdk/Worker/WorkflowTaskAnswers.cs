using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Sdk.Replay;

namespace Cairn.Worker;

/// <summary>
/// Writes answers to workflow tasks. The fields that all answers of a worker have in common are added when they are
/// sent.
/// </summary>
internal static class WorkflowTaskAnswers
{
    /// <summary>
    /// The number of attempts of a task whose failure is reported to the server. Later ones end by their timeout, which
    /// slows
    /// down a task that fails again and again. From the next attempt on the server rejects queries at once, instead of
    /// letting their callers wait for that timeout.
    /// </summary>
    public const int ReportedAttempts = 2;

    /// <summary>The task is complete, or its heartbeat is due.</summary>
    public static WorkflowTaskAnswer.Completed Completed(
        WorkflowTaskHandlerOptions options,
        PollWorkflowTaskQueueResponse task,
        WorkflowMachines machines,
        IEnumerable<KeyValuePair<string, WorkflowQueryResult>> queryResults,
        bool isHeartbeat)
    {
        var completed = Completed(options, task, machines, machines.ToCommands(), queryResults);
        completed.Request.Messages.Add(machines.ToMessages());
        completed.Request.ForceCreateNewWorkflowTask = isHeartbeat;
        return completed;
    }

    /// <summary>The task was a query only.</summary>
    public static WorkflowTaskAnswer Query(
        WorkflowTaskHandlerOptions options, PollWorkflowTaskQueueResponse task, WorkflowQueryResult result) =>
        new WorkflowTaskAnswer.QueryAnswered(new()
        {
            TaskToken = task.TaskToken,
            Namespace = options.Namespace,
            CompletedType = result.ResultType,
            QueryResult = result.Answer,
            ErrorMessage = result.ErrorMessage,
            Failure = result.Failure,
        });

    /// <summary>The task failed, or the workflow if the exception's type fails workflows.</summary>
    /// <param name="options">The worker.</param>
    /// <param name="task">The task.</param>
    /// <param name="state">The run; null if there is none yet.</param>
    /// <param name="exception">Why it failed.</param>
    /// <param name="isOwn">Whether the exception is the SDK's own, so that no user converter is used.</param>
    public static WorkflowTaskAnswer Failed(
        WorkflowTaskHandlerOptions options,
        PollWorkflowTaskQueueResponse task,
        RunState? state,
        Exception exception,
        bool isOwn = false)
    {
        var cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure;
        if (exception is NondeterminismException difference)
        {
            cause = WorkflowTaskFailedCause.NonDeterministicError;
            exception = new WorkflowNondeterminismException(difference);
        }

        var failure = isOwn
            ? FailureReport.Plain(exception)
            : FailureReport.Of(
                exception,
                options.DataConverter.InWorkflow(options.Namespace, task.WorkflowExecution.WorkflowId));
        if (task.Query is not null)
        {
            return Query(
                options,
                task,
                new()
                {
                    ResultType = QueryResultType.Failed,
                    ErrorMessage = ExceptionReading.MessageOf(exception),
                    Failure = failure,
                });
        }

        if (exception is WorkflowNondeterminismException && FailsWorkflow(options, state, exception))
        {
            var close = new Command
            {
                CommandType = CommandType.FailWorkflowExecution,
                FailWorkflowExecutionCommandAttributes = new() { Failure = failure },
            };
            return Completed(options, task, state!.Machines, [close], []) with
            {
                StartTime = state.Instance?.Info.WorkflowStartTime,
            };
        }

        var isReported = task.Attempt <= ReportedAttempts;
        TaskFailureLog.Write(options, task, state, exception, isReported);
        return isReported
            ? new WorkflowTaskAnswer.Failed(new()
            {
                TaskToken = task.TaskToken,
                Namespace = options.Namespace,
                Cause = cause,
                Failure = failure,
            })
            : new WorkflowTaskAnswer.None();
    }

    private static bool FailsWorkflow(WorkflowTaskHandlerOptions options, RunState? state, Exception exception) =>
        state?.Instance?.Failures.IsWorkflowFailure(exception)
        ?? options.FailureExceptionTypes.Any(type => type.IsInstanceOfType(exception));

    private static WorkflowTaskAnswer.Completed Completed(
        WorkflowTaskHandlerOptions options,
        PollWorkflowTaskQueueResponse task,
        WorkflowMachines machines,
        IEnumerable<Command> commands,
        IEnumerable<KeyValuePair<string, WorkflowQueryResult>> queryResults)
    {
        var request = new RespondWorkflowTaskCompletedRequest
        {
            TaskToken = task.TaskToken,
            Namespace = options.Namespace,
            SdkMetadata = machines.ToMetadata(),
            Capabilities = new() { DiscardSpeculativeWorkflowTaskWithEvents = true },
        };
        request.Commands.Add(commands);
        foreach (var (id, result) in queryResults)
        {
            request.QueryResults.Add(id, result);
        }

        return new(request);
    }
}
