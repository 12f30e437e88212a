using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Cairn.Protocol;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>Performs the effects of schedules, through the service that clients call.</summary>
/// <param name="service">The service.</param>
/// <param name="logger">Where refused starts are logged.</param>
internal sealed partial class ScheduleActions(IWorkflowService service, ILogger logger)
{
    /// <summary>Performs an effect, and records the result in the schedule.</summary>
    /// <returns>An error after which the effect is tried again; null if it is done.</returns>
    public async Task<Exception?> PerformAsync(ScheduleTurn turn, ScheduleEffect effect)
    {
        try
        {
            switch (effect)
            {
                case ScheduleEffect.Start start:
                    await StartAsync(turn, start.Due);
                    break;
                case ScheduleEffect.Cancel cancel:
                    await CancelAsync(turn.State.Namespace, cancel);
                    break;
                case ScheduleEffect.Terminate terminate:
                    await TerminateAsync(turn.State.Namespace, terminate);
                    break;
                default:
                    throw new InvalidOperationException($"There is no action for {effect}.");
            }

            return null;
        }
        catch (RpcException caught) when (!IsTriedAgain(caught) && effect is ScheduleEffect.Start start)
        {
            LogRefused(turn.State.Namespace, turn.State.ScheduleId, start.Due.WorkflowId, caught);
            RecordAction.Refused(turn, start.Due, caught.Message);
            return null;
        }
        catch (RpcException caught) when (caught.Code == RpcException.StatusCode.NotFound)
        {
            return null; // The workflow to end has ended.
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            return caught;
        }
    }

    /// <summary>Waits until a workflow closes, including all runs that follow it in its chain.</summary>
    /// <returns>The status and the close event of the last run; unspecified if it was deleted.</returns>
    public async Task<(WorkflowExecutionStatus Status, HistoryEvent? Close)> WaitForCloseAsync(
        string @namespace, WorkflowExecution execution, CancellationToken cancellationToken)
    {
        var runId = execution.RunId;
        while (true)
        {
            GetWorkflowExecutionHistoryResponse answer;
            try
            {
                answer = await service.GetWorkflowExecutionHistoryAsync(
                    new GetWorkflowExecutionHistoryRequest
                    {
                        Namespace = @namespace,
                        Execution = new WorkflowExecution { WorkflowId = execution.WorkflowId, RunId = runId },
                        HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
                        WaitNewEvent = true,
                    },
                    new RpcContext(CancellationToken: cancellationToken));
            }
            catch (RpcException caught) when (caught.Code == RpcException.StatusCode.NotFound)
            {
                // The run is deleted; its chain may continue, because closed runs are deleted after the retention.
                if ((await FindAsync(@namespace, execution.WorkflowId))?.WorkflowExecutionInfo is not { } newest
                    || newest.FirstRunId != execution.RunId
                    || newest.Execution.RunId == runId)
                {
                    return (WorkflowExecutionStatus.Unspecified, null);
                }

                runId = newest.Execution.RunId;
                continue;
            }

            if (answer.History.Events.LastOrDefault() is not { } close)
            {
                continue;
            }

            var (status, nextRunId) = Read(close);
            if (nextRunId.Length == 0)
            {
                return (status, close);
            }

            runId = nextRunId;
        }
    }

    private async Task StartAsync(ScheduleTurn turn, DueStart due)
    {
        var request = ScheduledStart.Request(turn.State, due);
        string runId;
        try
        {
            runId = (await service.StartWorkflowExecutionAsync(request)).RunId;
        }
        catch (RpcException caught) when (caught.Code == RpcException.StatusCode.AlreadyExists)
        {
            // An earlier start may have succeeded although its answer was lost; only the first run of a chain has the
            // request id.
            var newest = await FindAsync(request.Namespace, request.WorkflowId);
            runId = newest?.WorkflowExecutionInfo.FirstRunId ?? "";
            var first = await FindAsync(request.Namespace, request.WorkflowId, runId);
            var isOwn = first?.WorkflowExtendedInfo.RequestIdInfos.ContainsKey(request.RequestId)
                ?? (newest is not null && IsIdOfOneStart(turn.State, request)); // The first run was deleted.
            if (!isOwn)
            {
                throw;
            }
        }

        RecordAction.Started(turn, due, new WorkflowExecution { WorkflowId = request.WorkflowId, RunId = runId });
    }

    /// <summary>Whether a workflow id contains the time of its start: then no other start has it.</summary>
    private static bool IsIdOfOneStart(ScheduleDocument schedule, StartWorkflowExecutionRequest request) =>
        request.WorkflowId != schedule.Schedule.Action.StartWorkflow.WorkflowId;

    /// <summary>A run of a workflow, the newest one unless another is named; null if there is none.</summary>
    private async Task<DescribeWorkflowExecutionResponse?> FindAsync(
        string @namespace, string workflowId, string runId = "")
    {
        try
        {
            return await service.DescribeWorkflowExecutionAsync(new DescribeWorkflowExecutionRequest
            {
                Namespace = @namespace,
                Execution = new WorkflowExecution { WorkflowId = workflowId, RunId = runId },
            });
        }
        catch (RpcException caught) when (caught.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    private Task<RequestCancelWorkflowExecutionResponse> CancelAsync(
        string @namespace, ScheduleEffect.Cancel cancel) =>
        service.RequestCancelWorkflowExecutionAsync(new RequestCancelWorkflowExecutionRequest
        {
            Namespace = @namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = cancel.Execution.WorkflowId },
            FirstExecutionRunId = cancel.Execution.RunId,
            RequestId = cancel.RequestId,
            Identity = "temporal-scheduler",
            Reason = "cancelled by schedule overlap policy",
        });

    private Task<TerminateWorkflowExecutionResponse> TerminateAsync(
        string @namespace, ScheduleEffect.Terminate terminate) =>
        service.TerminateWorkflowExecutionAsync(new TerminateWorkflowExecutionRequest
        {
            Namespace = @namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = terminate.Execution.WorkflowId },
            FirstExecutionRunId = terminate.Execution.RunId,
            Identity = "temporal-scheduler",
            Reason = "terminated by schedule overlap policy",
        });

    /// <summary>Whether a start is tried again: it may succeed later, or it met an internal error.</summary>
    private static bool IsTriedAgain(RpcException caught) =>
        Refused.IsPassing(caught) || caught.Code == RpcException.StatusCode.Internal;

    private static (WorkflowExecutionStatus Status, string NextRunId) Read(HistoryEvent close) => close.EventType switch
    {
        EventType.WorkflowExecutionCompleted => (
            WorkflowExecutionStatus.Completed, close.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId),
        EventType.WorkflowExecutionFailed => (
            WorkflowExecutionStatus.Failed, close.WorkflowExecutionFailedEventAttributes.NewExecutionRunId),
        EventType.WorkflowExecutionTimedOut => (
            WorkflowExecutionStatus.TimedOut, close.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId),
        EventType.WorkflowExecutionContinuedAsNew => (
            WorkflowExecutionStatus.ContinuedAsNew,
            close.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId),
        EventType.WorkflowExecutionCanceled => (WorkflowExecutionStatus.Canceled, ""),
        _ => (WorkflowExecutionStatus.Terminated, ""),
    };

    [LoggerMessage(1011, LogLevel.Warning, "Schedule {ScheduleId} of namespace {Namespace} could not start workflow "
        + "{WorkflowId} and skips it; its description says why")]
    private partial void LogRefused(string @namespace, string scheduleId, string workflowId, Exception reason);
}
