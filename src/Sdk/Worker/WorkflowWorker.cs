using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Worker.Tuning;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Worker;

/// <summary>Takes workflow tasks from the task queue and the worker's own sticky queue, and answers them.</summary>
/// <param name="scope">The worker.</param>
/// <param name="handler">Runs workflow code.</param>
/// <param name="eager">Decides which activities start here at once.</param>
internal sealed class WorkflowWorker(WorkerScope scope, IWorkflowTaskHandler handler, EagerActivities eager)
    : IDisposable
{
    private readonly SemaphoreSlim slots = new(SlotCount(scope), SlotCount(scope));
    private volatile bool stopping;

    /// <summary>Those that poll: a part of them the task queue, the others the sticky queue.</summary>
    public IEnumerable<IPoller> Pollers
    {
        get
        {
            var options = scope.Options;
            var range = PollerRange.Of(options.WorkflowTaskPollerBehavior, options.MaxConcurrentWorkflowTaskPolls);
            if (scope.StickyQueue is null)
            {
                return [Group(range, PollNormalAsync)];
            }

            var (normal, sticky) = range.Split(options.NonStickyToStickyPollRatio, SlotCount(scope));
            return [Group(normal, PollNormalAsync), Group(sticky, PollStickyAsync)];
        }
    }

    /// <summary>Waits for the tasks that run.</summary>
    public async Task StopAsync()
    {
        stopping = true;
        await handler.StopAsync();
        for (var taken = 0; taken < SlotCount(scope); taken++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        slots.Dispose();
        handler.Dispose();
    }

    private static int SlotCount(WorkerScope scope) => scope.Options.MaxConcurrentWorkflowTasks ?? 100;

    private PollerGroup<PollWorkflowTaskQueueResponse> Group(
        PollerRange range, Func<RpcContext, Task<PollWorkflowTaskQueueResponse?>> poll) => new(
            scope,
            slots,
            range,
            poll,
            task => QueueTime.Between(task.ScheduledTime, task.StartedTime),
            Start);

    private void Start(PollWorkflowTaskQueueResponse task) =>
        ThreadPool.UnsafeQueueUserWorkItem(static s => _ = s.Worker.RunAsync(s.Task), (Worker: this, Task: task), true);

    private async Task RunAsync(PollWorkflowTaskQueueResponse first)
    {
        try
        {
            // An answer may bring the run's next task, which saves the way through the queue.
            for (var task = first; task is { TaskToken.IsEmpty: false };)
            {
                task = await HandleAsync(task);
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<PollWorkflowTaskQueueResponse?> HandleAsync(PollWorkflowTaskQueueResponse task)
    {
        var (workflowId, runId) = (task.WorkflowExecution?.WorkflowId, task.WorkflowExecution?.RunId);
        try
        {
            var codec = scope.DataConverter.PayloadCodec;
            var answer = await handler.HandleAsync(await codec.DecodedAsync(task), CancellationToken.None);
            return await SendAsync(answer, workflowId, runId);
        }
        catch (RpcException e)
        {
            // Whether the answer arrived is not known, so neither is what the history says: the run starts afresh.
            handler.Evict(runId ?? string.Empty);
            WorkerLog.WorkflowReportFailed(scope.Logger, workflowId, runId, e);
        }
        catch (Exception e)
        {
            handler.Evict(runId ?? string.Empty);
            WorkerLog.WorkflowTaskBroken(scope.Logger, workflowId, runId, e);
            await FailAsync(task, e);
        }

        return null;
    }

    // The payload codec, or this worker itself, is broken. Only a first attempt is reported, as for broken user code.
    private async Task FailAsync(PollWorkflowTaskQueueResponse task, Exception error)
    {
        if (task.Attempt > 1 || task.Query is not null)
        {
            return;
        }

        try
        {
            await scope.Reports.RespondWorkflowTaskFailedAsync(new()
            {
                TaskToken = task.TaskToken,
                Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
                Failure = new()
                {
                    Message = error.Message,
                    Source = DefaultFailureConverter.Source,
                    ApplicationFailureInfo = new() { Type = error.GetType().Name },
                },
                Identity = scope.Identity,
                Namespace = scope.Namespace,
            });
        }
        catch (RpcException e)
        {
            WorkerLog.WorkflowReportFailed(
                scope.Logger, task.WorkflowExecution?.WorkflowId, task.WorkflowExecution?.RunId, e);
        }
    }

    private async Task<PollWorkflowTaskQueueResponse?> SendAsync(
        WorkflowTaskAnswer answer, string? workflowId, string? runId)
    {
        var codec = scope.DataConverter.PayloadCodec;
        switch (answer)
        {
            case WorkflowTaskAnswer.Completed completed:
                return await CompleteAsync(await codec.EncodedAsync(completed.Request), runId ?? string.Empty);
            case WorkflowTaskAnswer.Failed failed:
                var failure = await codec.EncodedAsync(failed.Request);
                failure.Namespace = scope.Namespace;
                failure.Identity = scope.Identity;
                await scope.Reports.RespondWorkflowTaskFailedAsync(failure);
                break;
            case WorkflowTaskAnswer.QueryAnswered answered:
                var query = await codec.EncodedAsync(answered.Request);
                query.Namespace = scope.Namespace;
                await scope.Reports.RespondQueryTaskCompletedAsync(query);
                break;
        }

        return null;
    }

    private async Task<PollWorkflowTaskQueueResponse?> CompleteAsync(
        RespondWorkflowTaskCompletedRequest request, string runId)
    {
        request.Namespace = scope.Namespace;
        request.Identity = scope.Identity;
        request.WorkerInstanceKey = scope.InstanceKey;
        request.WorkerVersionStamp = new() { BuildId = WorkerBuild.Id };
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
            response = await scope.Reports.RespondWorkflowTaskCompletedAsync(request);
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
            context);
        return answer.TaskToken.IsEmpty ? null : answer;
    }
}
