using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Logging;
using Cairn.Protocol;
using Cairn.Worker.Tuning;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Worker;

/// <summary>Polls the task queue and the worker's own sticky queue for workflow tasks, and answers them.</summary>
/// <param name="scope">The worker.</param>
/// <param name="handler">Runs workflow code.</param>
/// <param name="eager">Decides which activities start in this worker at once.</param>
internal sealed class WorkflowWorker(WorkerScope scope, IWorkflowTaskHandler handler, EagerActivities eager)
    : IDisposable
{
    private readonly TaskSlots slots = new(scope, SlotType.Workflow);
    private volatile bool stopping;

    /// <summary>The pollers: a part of them polls the task queue, the others the sticky queue.</summary>
    public IEnumerable<IPoller> Pollers
    {
        get
        {
            var options = scope.Options;
            var range = PollerRange.Of(options.WorkflowTaskPollerBehavior, options.WorkflowTaskPolls);
            if (scope.StickyQueue is null)
            {
                return [Group(range, isSticky: false)];
            }

            var (normal, sticky) = range.Split(options.NonStickyToStickyPollRatio, slots.Most);
            return [Group(normal, isSticky: false), Group(sticky, isSticky: true)];
        }
    }

    /// <summary>Waits for the tasks that run.</summary>
    public async Task StopAsync()
    {
        stopping = true;
        await handler.StopAsync().ConfigureAwait(false);
        await slots.WhenAllFreeAsync().ConfigureAwait(false);
    }

    public void Dispose() => handler.Dispose();

    private PollerGroup<PollWorkflowTaskQueueResponse> Group(PollerRange range, bool isSticky) => new(
        scope,
        slots,
        isSticky ? "sticky_workflow_task" : "workflow_task",
        isSticky,
        rate: null,
        range,
        isSticky ? PollStickyAsync : PollNormalAsync,
        task => QueueTime.Between(task.ScheduledTime, task.StartedTime),
        (task, slot) => Start(task, slot, isSticky));

    /// <summary>Whether it polls the task queue of the namespace.</summary>
    public bool Serves(string workflowNamespace, string taskQueue) =>
        scope.Namespace == workflowNamespace && scope.TaskQueue == taskQueue;

    /// <summary>Takes a slot if one is free, for a task that the server gives without the task queue.</summary>
    public TaskSlot? TryReserve()
    {
        // StopAsync sets the flag before it waits for the slots, so that it either waits for this one or is seen here.
        var slot = slots.TryReserve();
        if (stopping)
        {
            slot?.Release();
            return null;
        }

        return slot;
    }

    /// <summary>Starts a task in its slot, and returns at once.</summary>
    /// <param name="task">The task.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="isSticky">Whether the task came for a cached run.</param>
    public void Start(PollWorkflowTaskQueueResponse task, TaskSlot slot, bool isSticky)
    {
        slot.MarkUsed(new SlotInfo.WorkflowSlotInfo(task.WorkflowType?.Name ?? string.Empty, isSticky));
        scope.WorkerMetrics.WorkflowTaskReceived(task);
        ThreadPool.UnsafeQueueUserWorkItem(
            static s => Background.Start(s.Logger, "A workflow task", () => s.Worker.RunAsync(s.Task, s.Slot)),
            (scope.Logger, Worker: this, Task: task, Slot: slot),
            preferLocal: true);
    }

    private async Task RunAsync(PollWorkflowTaskQueueResponse first, TaskSlot slot)
    {
        try
        {
            // The server's response may contain the run's next task, which saves a poll.
            for (var task = first; task is { TaskToken.IsEmpty: false };)
            {
                task = await HandleAsync(task).ConfigureAwait(false);
            }
        }
        finally
        {
            slot.Release();
        }
    }

    private async Task<PollWorkflowTaskQueueResponse?> HandleAsync(PollWorkflowTaskQueueResponse task)
    {
        var (workflowId, runId) = (task.WorkflowExecution?.WorkflowId, task.WorkflowExecution?.RunId);
        WorkflowTaskAnswer? answer = null;
        try
        {
            var begun = scope.WorkerMetrics.Now;
            answer = await handler.HandleAsync(task, CancellationToken.None).ConfigureAwait(false);
            scope.WorkerMetrics.WorkflowTaskEnded(task, begun, answer);
            return await SendAsync(answer, task).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            handler.Evict(runId ?? string.Empty);
            WorkerLog.WorkflowTaskGone(scope.Logger, workflowId, runId);
        }
        catch (RpcException e)
        {
            // It is not known whether the answer arrived, so the history is not known either: the run is rebuilt.
            handler.Evict(runId ?? string.Empty);
            WorkerLog.WorkflowReportFailed(scope.Logger, workflowId, runId, e);
            await TellRefusalAsync(task, answer, e).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            handler.Evict(runId ?? string.Empty);
            WorkerLog.WorkflowTaskBroken(scope.Logger, workflowId, runId, e);
            await FailAsync(task, WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, FailureReport.Plain(e))
                .ConfigureAwait(false);
        }

        return null;
    }

    // The server rejected this answer; without another one the task would end only by its timeout.
    private Task TellRefusalAsync(
        PollWorkflowTaskQueueResponse task, WorkflowTaskAnswer? answer, RpcException refusal) => answer switch
        {
            WorkflowTaskAnswer.Completed completed when RpcBackoff.IsTooLarge(refusal) => FailAsync(
                task,
                WorkflowTaskFailedCause.GrpcMessageTooLarge,
                MessageSize.ToFailure("the answer to a workflow task", completed.Request.CalculateSize(), refusal)),
            WorkflowTaskAnswer.QueryAnswered answered when RpcBackoff.IsTooLarge(refusal) => FailAsync(
                task,
                WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
                MessageSize.ToFailure("the answer to the query", answered.Request.CalculateSize(), refusal)),
            _ when RpcBackoff.IsTooLarge(refusal) || refusal.Code == RpcException.StatusCode.InvalidArgument =>
                FailAsync(
                    task,
                    WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
                    FailureReport.Unreported("The answer to a workflow task", refusal)),
            _ => Task.CompletedTask,
        };

    // The payload codec, this worker itself, or its answer is broken. Only the first attempts are reported, as for
    // broken
    // user code. A message that is too large ends the run, and the caller of a query always gets an answer.
    private async Task FailAsync(PollWorkflowTaskQueueResponse task, WorkflowTaskFailedCause cause, Failure failure)
    {
        try
        {
            if (task.Query is not null)
            {
                await scope.Reports.RespondQueryTaskCompletedAsync(new()
                {
                    TaskToken = task.TaskToken,
                    Namespace = scope.Namespace,
                    CompletedType = QueryResultType.Failed,
                    ErrorMessage = failure.Message,
                    Failure = failure,
                }).ConfigureAwait(false);
            }
            else if (cause == WorkflowTaskFailedCause.GrpcMessageTooLarge
                || task.Attempt <= WorkflowTaskAnswers.ReportedAttempts)
            {
                await scope.Reports.RespondWorkflowTaskFailedAsync(new()
                {
                    TaskToken = task.TaskToken,
                    Cause = cause,
                    Failure = failure,
                    Identity = scope.Identity,
                    Namespace = scope.Namespace,
                }).ConfigureAwait(false);
            }
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            WorkerLog.WorkflowTaskGone(scope.Logger, task.WorkflowExecution?.WorkflowId, task.WorkflowExecution?.RunId);
        }
        catch (RpcException e)
        {
            // The server cannot be reached or rejects every report: the task ends by its timeout.
            WorkerLog.WorkflowReportFailed(
                scope.Logger, task.WorkflowExecution?.WorkflowId, task.WorkflowExecution?.RunId, e);
        }
    }

    private async Task<PollWorkflowTaskQueueResponse?> SendAsync(
        WorkflowTaskAnswer answer, PollWorkflowTaskQueueResponse task)
    {
        var codec = new RunCodec(
            scope.WorkflowDataConverter.PayloadCodec,
            scope.Namespace,
            task.WorkflowExecution?.WorkflowId ?? string.Empty,
            task.WorkflowType?.Name ?? string.Empty,
            scope.TaskQueue);
        switch (answer)
        {
            case WorkflowTaskAnswer.Completed completed:
                var encoded = await QueryTransport.EncodeAsync(codec, completed.Request).ConfigureAwait(false);
                if (await AnswerSizes.TooLargeAsync(scope, task.WorkflowType?.Name ?? string.Empty, encoded)
                    .ConfigureAwait(false) is { } error)
                {
                    await RefuseAsync(task, error).ConfigureAwait(false);
                    return null;
                }

                return await CompleteAsync(encoded, task.WorkflowExecution?.RunId ?? string.Empty)
                    .ConfigureAwait(false);
            case WorkflowTaskAnswer.Failed failed:
                var failure = await codec.EncodedAsync(failed.Request).ConfigureAwait(false);
                failure.Namespace = scope.Namespace;
                failure.Identity = scope.Identity;
                await scope.Reports.RespondWorkflowTaskFailedAsync(failure).ConfigureAwait(false);
                break;
            case WorkflowTaskAnswer.QueryAnswered answered:
                var query = await codec.EncodedAsync(answered.Request).ConfigureAwait(false);
                query.Namespace = scope.Namespace;
                await scope.Reports.RespondQueryTaskCompletedAsync(query).ConfigureAwait(false);
                break;
        }

        return null;
    }

    // Nothing of the answer was sent, so the run is rebuilt, as after other errors of its code.
    private Task RefuseAsync(PollWorkflowTaskQueueResponse task, string error)
    {
        handler.Evict(task.WorkflowExecution?.RunId ?? string.Empty);
        WorkerLog.WorkflowTaskTooLarge(
            scope.Logger, task.WorkflowExecution?.WorkflowId, task.WorkflowExecution?.RunId, error);
        return FailAsync(task, WorkflowTaskFailedCause.PayloadsTooLarge, new()
        {
            Message = error,
            Source = DefaultFailureConverter.Source,
            ApplicationFailureInfo = new() { Type = MessageSize.OfPayloads },
        });
    }

    private async Task<PollWorkflowTaskQueueResponse?> CompleteAsync(
        RespondWorkflowTaskCompletedRequest request, string runId)
    {
        request.Namespace = scope.Namespace;
        request.Identity = scope.Identity;
        request.WorkerInstanceKey = scope.InstanceKey;
        request.WorkerVersionStamp = new() { BuildId = scope.BuildId };
        request.ReturnNewWorkflowTask = !stopping;
        if (scope.StickyQueue is { } sticky && !stopping)
        {
            request.StickyAttributes = new()
            {
                WorkerTaskQueue = new() { Name = sticky, Kind = TaskQueueKind.Sticky, NormalName = scope.TaskQueue },
                ScheduleToStartTimeout = Duration.FromTimeSpan(scope.Options.StickyQueueScheduleToStartTimeout),
            };
        }

        var reserved = eager.Reserve(request);
        RespondWorkflowTaskCompletedResponse response;
        try
        {
            response = await CompleteWithQueriesAsync(request).ConfigureAwait(false);
        }
        catch
        {
            eager.Start([], reserved);
            throw;
        }

        eager.Start(response.ActivityTasks, reserved);
        if (response.ResetHistoryEventId > 0)
        {
            handler.RollBack(runId, response.ResetHistoryEventId);
        }

        return response.WorkflowTask;
    }

    // The answer to a query must not end the run: if it is too large, only the query fails.
    private async Task<RespondWorkflowTaskCompletedResponse> CompleteWithQueriesAsync(
        RespondWorkflowTaskCompletedRequest request)
    {
        try
        {
            return await scope.Reports.RespondWorkflowTaskCompletedAsync(request).ConfigureAwait(false);
        }
        catch (RpcException e) when (RpcBackoff.IsTooLarge(e) && request.QueryResults.Count > 0)
        {
            foreach (var result in request.QueryResults.Values)
            {
                var failure = MessageSize.ToFailure("the answer to the query", result.CalculateSize(), e);
                result.ResultType = QueryResultType.Failed;
                result.Answer = null;
                result.ErrorMessage = failure.Message;
                result.Failure = failure;
            }

            return await scope.Reports.RespondWorkflowTaskCompletedAsync(request).ConfigureAwait(false);
        }
    }

    private Task<PollWorkflowTaskQueueResponse?> PollNormalAsync(RpcContext context) =>
        PollAsync(new() { Name = scope.TaskQueue, Kind = TaskQueueKind.Normal }, context);

    private Task<PollWorkflowTaskQueueResponse?> PollStickyAsync(RpcContext context) => PollAsync(
        new() { Name = scope.StickyQueue, Kind = TaskQueueKind.Sticky, NormalName = scope.TaskQueue }, context);

    private async Task<PollWorkflowTaskQueueResponse?> PollAsync(
        Api.TaskQueue.V1.TaskQueue queue, RpcContext context)
    {
        var answer = await scope.Polls.PollWorkflowTaskQueueAsync(
            new()
            {
                Namespace = scope.Namespace,
                TaskQueue = queue,
                Identity = scope.Identity,
                WorkerInstanceKey = scope.InstanceKey,
            },
            context).ConfigureAwait(false);
        if (answer.TaskToken.IsEmpty)
        {
            scope.WorkerMetrics.NoWorkflowTask();
            return null;
        }

        return answer;
    }
}
