using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Logging;

namespace Cairn.Worker;

/// <summary>One attempt of one activity, from its task to its report.</summary>
internal sealed class ActivityAttempt : IThreadPoolWorkItem
{
    private readonly ActivityWorker worker;
    private readonly PollActivityTaskQueueResponse task;
    private readonly TaskSlot slot;
    private readonly ActivityExecutionContext context;
    private readonly ActivityHeartbeats heartbeats;
    private readonly DataConverter converter;
    private readonly long began;

    public ActivityAttempt(ActivityWorker worker, PollActivityTaskQueueResponse task, TaskSlot slot)
    {
        this.worker = worker;
        this.task = task;
        this.slot = slot;
        var scope = worker.Scope;
        var info = ActivityTaskInfo.Of(task, scope);
        converter = scope.LimitedFor(info);
        heartbeats = new(
            scope,
            task.TaskToken,
            info.ActivityId,
            converter,
            ActivityTaskInfo.ThrottleInterval(info, scope.Options),
            Cancel);
        context = new(
            info,
            scope.Client,
            new CancellationTokenSource(),
            () => new ActivityLogger(scope.LoggerFactory.CreateLogger($"Cairn.Activity:{info.ActivityType}"), info),
            heartbeats.Record,
            worker.ShutdownToken,
            scope.Metrics);
        began = scope.Time.GetTimestamp();
    }

    private WorkerScope Scope => worker.Scope;

    /// <summary>The facts of the attempt.</summary>
    public ActivityInfo Info => context.Info;

    /// <summary>Cancels the activity's token.</summary>
    public void Cancel(ActivityCancelReason reason) => context.Cancel(reason);

    /// <summary>Runs on a pool thread, in an execution context of its own.</summary>
    void IThreadPoolWorkItem.Execute() => Background.Start(Scope.Logger, "An attempt of an activity", RunAsync);

    private async Task RunAsync()
    {
        using var watch = new IgnoredCancellation(Scope, context);
        try
        {
            var begun = Scope.WorkerMetrics.Now;
            var outcome = await ExecuteAsync().ConfigureAwait(false);
            Scope.WorkerMetrics.ActivityEnded(task, begun, outcome);
            try
            {
                await ReportAsync(outcome).ConfigureAwait(false);
            }
            catch (RpcException e) when (IsRefusal(e))
            {
                WorkerLog.ActivityReportFailed(Scope.Logger, Info.ActivityId, Info.WorkflowId, e);
                await ReportRefusedAsync(outcome, e).ConfigureAwait(false);
            }
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            WorkerLog.ActivityGone(Scope.Logger, Info.ActivityId, Info.WorkflowId);
        }
        catch (RpcException e)
        {
            // The server cannot be reached or rejects every report: the attempt ends by its timeout.
            WorkerLog.ActivityReportFailed(Scope.Logger, Info.ActivityId, Info.WorkflowId, e);
        }
        finally
        {
            heartbeats.Discard();
            worker.Finish(this, slot);
        }
    }

    // The server rejected this report: another one must say so, or the attempt would end only by its timeout.
    private static bool IsRefusal(RpcException error) => RpcBackoff.IsTooLarge(error)
        || error.Code is RpcException.StatusCode.InvalidArgument or RpcException.StatusCode.FailedPrecondition;

    private async Task<ActivityOutcome> ExecuteAsync()
    {
        try
        {
            var input = task.Input is null ? null : await converter.PayloadCodec.DecodedAsync(task.Input)
                .ConfigureAwait(false);
            var header = task.Header is null ? null : await converter.PayloadCodec.DecodedAsync(task.Header)
                .ConfigureAwait(false);
            var code = Scope.Activities.Find(Info.ActivityType);
            var result = await ActivityInvocation.InvokeAsync(Scope, context, code, input?.Payloads_ ?? [], header)
                .ConfigureAwait(false);
            var encoded = await converter.PayloadCodec.EncodedAsync(new Payloads { Payloads_ = { result } })
                .ConfigureAwait(false);
            return await TooLargeAsync(encoded).ConfigureAwait(false) is { } error
                ? throw new ApplicationFailureException(error, MessageSize.OfPayloads, nonRetryable: true)
                : new ActivityOutcome.Completed(encoded);
        }
        catch (Exception e)
        {
            return ActivityOutcome.Of(e, context.CancelReason, heartbeats.Error);
        }
    }

    private ValueTask<string?> TooLargeAsync(Payloads result) => PayloadSizes.AreLarge(Scope.Client, result)
        ? PayloadSizes.TooLargeAsync(
            Scope.Client,
            result,
            CallName.Result,
            $"the result of activity {Info.ActivityType}",
            Scope.Logger,
            AnswerSizes.IsChecked(Scope))
        : ValueTask.FromResult<string?>(null);

    private async Task ReportAsync(ActivityOutcome outcome)
    {
        switch (outcome)
        {
            case ActivityOutcome.Completed completed:
                await Scope.Reports.RespondActivityTaskCompletedAsync(Completion(completed)).ConfigureAwait(false);
                break;
            case ActivityOutcome.Failed failed:
                Log(failed.Error);
                await heartbeats.FlushAsync().ConfigureAwait(false);
                await ReportFailureAsync(await ActivityFailure.OfAsync(failed.Error, converter)
                    .ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case ActivityOutcome.Canceled canceled:
                await ReportCanceledAsync(await canceled.DetailsAsync(converter).ConfigureAwait(false))
                    .ConfigureAwait(false);
                break;
        }
    }

    private async Task ReportRefusedAsync(ActivityOutcome outcome, RpcException refusal)
    {
        switch (outcome)
        {
            case ActivityOutcome.Completed completed when RpcBackoff.IsTooLarge(refusal):
                await ReportFailureAsync(MessageSize.ToFailure(
                    $"the result of activity {Info.ActivityType}", Completion(completed).CalculateSize(), refusal))
                        .ConfigureAwait(false);
                break;
            case ActivityOutcome.Completed:
                await ReportFailureAsync(
                    FailureReport.Unreported($"The result of activity {Info.ActivityType}", refusal))
                        .ConfigureAwait(false);
                break;
            case ActivityOutcome.Failed failed:
                await ReportFailureAsync(ActivityFailure.Unreported(failed.Error, Info.ActivityType, refusal))
                    .ConfigureAwait(false);
                break;
            case ActivityOutcome.Canceled:
                await ReportCanceledAsync(details: null).ConfigureAwait(false);
                break;
        }
    }

    private RespondActivityTaskCompletedRequest Completion(ActivityOutcome.Completed completed) => new()
    {
        TaskToken = task.TaskToken,
        Result = completed.Result,
        Identity = Scope.Identity,
        Namespace = Scope.Namespace,
    };

    private async Task ReportFailureAsync(Failure failure) =>
        await Scope.Reports.RespondActivityTaskFailedAsync(new()
        {
            TaskToken = task.TaskToken,
            Failure = failure,
            Identity = Scope.Identity,
            Namespace = Scope.Namespace,
        }).ConfigureAwait(false);

    private async Task ReportCanceledAsync(Payloads? details) =>
        await Scope.Reports.RespondActivityTaskCanceledAsync(new()
        {
            TaskToken = task.TaskToken,
            Details = details,
            Identity = Scope.Identity,
            Namespace = Scope.Namespace,
        }).ConfigureAwait(false);

    private void Log(Exception error)
    {
        if (error is ApplicationFailureException { Category: Api.Enums.V1.ApplicationErrorCategory.Benign })
        {
            WorkerLog.ActivityFailedBenignly(
                Scope.Logger, Info.ActivityType, Info.ActivityId, Info.WorkflowId, error);
        }
        else
        {
            WorkerLog.ActivityFailed(
                Scope.Logger, Info.ActivityType, Info.ActivityId, Info.WorkflowId, Info.Attempt, Next(error), error);
        }
    }

    private string Next(Exception error)
    {
        if (context.CancelReason == ActivityCancelReason.CancelRequested)
        {
            return "It is not tried again: its cancellation was requested";
        }

        var left = Info.ScheduleToCloseTimeout - (Info.StartedTime - Info.ScheduledTime)
            - Scope.Time.GetElapsedTime(began);
        return ActivityRetries.Describe(task.RetryPolicy, Info.Attempt, error, left);
    }
}
