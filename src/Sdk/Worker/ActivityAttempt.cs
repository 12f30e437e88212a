using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>One attempt of one activity, from its task to its report.</summary>
internal sealed class ActivityAttempt : IThreadPoolWorkItem
{
    private readonly ActivityWorker worker;
    private readonly PollActivityTaskQueueResponse task;
    private readonly ActivityExecutionContext context;
    private readonly ActivityHeartbeats heartbeats;

    public ActivityAttempt(ActivityWorker worker, PollActivityTaskQueueResponse task)
    {
        this.worker = worker;
        this.task = task;
        var scope = worker.Scope;
        var info = ActivityTaskInfo.Of(task, scope);
        heartbeats = new(
            scope, task.TaskToken, info.ActivityId, ActivityTaskInfo.ThrottleInterval(info, scope.Options), Cancel);
        context = new(
            info,
            scope.Client,
            new CancellationTokenSource(),
            () => new ActivityLogger(scope.LoggerFactory.CreateLogger($"Cairn.Activity:{info.ActivityType}"), info),
            heartbeats.Record,
            worker.ShutdownToken);
    }

    private WorkerScope Scope => worker.Scope;

    private ActivityInfo Info => context.Info;

    /// <summary>Asks the activity to stop.</summary>
    public void Cancel(ActivityCancelReason reason) => context.Cancel(reason);

    /// <summary>Runs on a pool thread of its own, in an execution context of its own.</summary>
    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        try
        {
            await ReportAsync(await ExecuteAsync());
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            WorkerLog.ActivityGone(Scope.Logger, Info.ActivityId, Info.WorkflowId);
        }
        catch (Exception e)
        {
            WorkerLog.ActivityReportFailed(Scope.Logger, Info.ActivityId, Info.WorkflowId, e);
        }
        finally
        {
            heartbeats.Discard();
            worker.Finish(this);
        }
    }

    private async Task<ActivityOutcome> ExecuteAsync()
    {
        try
        {
            var converter = Scope.DataConverter;
            var input = task.Input is null ? null : await converter.PayloadCodec.DecodedAsync(task.Input);
            var header = task.Header is null ? null : await converter.PayloadCodec.DecodedAsync(task.Header);
            var result = await ActivityCall.InvokeAsync(Scope, context, input?.Payloads_ ?? [], header);
            return new ActivityOutcome.Completed(
                await converter.PayloadCodec.EncodedAsync(new Payloads { Payloads_ = { result } }));
        }
        catch (Exception e)
        {
            return ActivityOutcome.Of(e, context.CancelReason);
        }
    }

    private async Task ReportAsync(ActivityOutcome outcome)
    {
        switch (outcome)
        {
            case ActivityOutcome.Completed completed:
                await Scope.Reports.RespondActivityTaskCompletedAsync(new()
                {
                    TaskToken = task.TaskToken,
                    Result = completed.Result,
                    Identity = Scope.Identity,
                    Namespace = Scope.Namespace,
                });
                break;
            case ActivityOutcome.Failed failed:
                Log(failed.Error);
                await heartbeats.FlushAsync();
                await Scope.Reports.RespondActivityTaskFailedAsync(new()
                {
                    TaskToken = task.TaskToken,
                    Failure = await ActivityFailure.OfAsync(failed.Error, Scope.DataConverter),
                    Identity = Scope.Identity,
                    Namespace = Scope.Namespace,
                });
                break;
            case ActivityOutcome.Canceled canceled:
                await Scope.Reports.RespondActivityTaskCanceledAsync(new()
                {
                    TaskToken = task.TaskToken,
                    Details = await canceled.DetailsAsync(Scope.DataConverter),
                    Identity = Scope.Identity,
                    Namespace = Scope.Namespace,
                });
                break;
        }
    }

    private void Log(Exception error)
    {
        if (error is ApplicationFailureException { Category: Api.Enums.V1.ApplicationErrorCategory.Benign })
        {
            WorkerLog.ActivityFailedBenignly(
                Scope.Logger, Info.ActivityType, Info.ActivityId, Info.WorkflowId, error);
        }
        else
        {
            WorkerLog.ActivityFailed(Scope.Logger, Info.ActivityType, Info.ActivityId, Info.WorkflowId, error);
        }
    }
}
