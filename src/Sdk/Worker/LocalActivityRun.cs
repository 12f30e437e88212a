using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Logging;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Tuning;
using Cairn.Workflows;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Worker;

/// <summary>One local activity from its call to its end, with all attempts that a worker makes.</summary>
internal sealed class LocalActivityRun : IThreadPoolWorkItem
{
    private readonly LocalActivityWorker worker;
    private readonly uint seq;
    private readonly LocalActivityCall call;
    private readonly WorkflowInfo workflow;
    private readonly Action<LocalActivityResult?> ended;
    private readonly CancellationTokenSource stop;
    private readonly long began;
    private readonly DateTime scheduled;
    private readonly Timestamp originalScheduleTime;
    private ActivityExecutionContext? context;

    /// <param name="worker">The worker.</param>
    /// <param name="seq">The sequence number by which workflow code identifies it.</param>
    /// <param name="call">Its inputs.</param>
    /// <param name="workflow">The run that called it.</param>
    /// <param name="ended">
    /// Called once with the outcome; with null if the end of the worker ended it, so that another worker runs it again.
    /// </param>
    /// <param name="stop">Cancels the attempt. Owns no unmanaged resource, so it is not disposed.</param>
    public LocalActivityRun(
        LocalActivityWorker worker,
        uint seq,
        LocalActivityCall call,
        WorkflowInfo workflow,
        Action<LocalActivityResult?> ended,
        CancellationTokenSource stop)
    {
        this.stop = stop;
        (this.worker, this.seq, this.call, this.workflow, this.ended) = (worker, seq, call, workflow, ended);
        began = worker.Scope.Time.GetTimestamp();
        scheduled = worker.Scope.Time.GetUtcNow().UtcDateTime;
        originalScheduleTime = call.OriginalScheduleTime ?? Timestamp.FromDateTime(scheduled);
    }

    private WorkerScope Scope => worker.Scope;

    private TimeSpan Elapsed => Scope.Time.GetElapsedTime(began);

    /// <summary>Cancels it.</summary>
    public void Cancel(ActivityCancelReason reason)
    {
        stop.Cancel();
        Volatile.Read(ref context)?.Cancel(reason);
    }

    /// <summary>Runs on a pool thread, in an execution context of its own.</summary>
    void IThreadPoolWorkItem.Execute() => Background.Start(Scope.Logger, "A local activity", RunAsync);

    private async Task RunAsync()
    {
        var attempt = call.Attempt;
        using var ending = worker.EndToken.UnsafeRegister(
            static run => ((LocalActivityRun)run!).Cancel(ActivityCancelReason.WorkerShutdown), this);
        try
        {
            for (; ; attempt++)
            {
                var (result, failure) = await TryAsync(attempt).ConfigureAwait(false);
                if (failure is null || failure.CanceledFailureInfo is not null)
                {
                    End(new(seq, attempt, originalScheduleTime, Elapsed, result, failure, null));
                    return;
                }

                var pause = IsFinal(failure)
                    ? null
                    : ActivityRetries.PauseAfter(call.RetryPolicy, attempt, failure);
                if (pause is null || Elapsed + pause >= call.ScheduleToClose || pause > call.RetryThreshold)
                {
                    var backoff = Elapsed + pause < (call.ScheduleToClose ?? TimeSpan.MaxValue) ? pause : null;
                    End(new(seq, attempt, originalScheduleTime, Elapsed, null, failure, backoff));
                    return;
                }

                await LongDelay.WaitAsync(pause.Value, Scope.Time, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            End(new(seq, attempt, originalScheduleTime, Elapsed, null, Canceled(), null));
        }
        catch (Exception e)
        {
            // The workflow needs an outcome, even after an unexpected error.
            End(new(seq, attempt, originalScheduleTime, Elapsed, null, await FailureOfAsync(e)
                .ConfigureAwait(false), null));
        }
    }

    // That a worker ends is no outcome of its local activities.
    private void End(LocalActivityResult result) =>
        ended(result.Failure is not null && worker.EndToken.IsCancellationRequested ? null : result);

    // Only the timeout of a single attempt leaves time for another attempt.
    private static bool IsFinal(Failure failure) =>
        failure.TimeoutFailureInfo is { } timeout && timeout.TimeoutType != TimeoutType.StartToClose;

    private static Failure Canceled() => new() { Message = "Activity cancelled", CanceledFailureInfo = new() };

    private static Failure TimedOut(TimeoutType type) => new()
    {
        Message = $"activity {type} timeout", TimeoutFailureInfo = new() { TimeoutType = type },
    };

    private async Task<(Api.Common.V1.Payload? Result, Failure? Failure)> TryAsync(int attempt)
    {
        if (await worker.EnterAsync(call.ScheduleToStart - Elapsed, stop.Token).ConfigureAwait(false) is not { } slot)
        {
            return (null, TimedOut(TimeoutType.ScheduleToStart));
        }

        slot.MarkUsed(new SlotInfo.LocalActivitySlotInfo(call.ActivityType));
        var expired = new CancellationTokenSource();
        var executing = ExecuteAsync(attempt, slot, expired.Token);
        var (limit, type) = Limit();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var timer = limit is null ? null : LongDelay.WaitAsync(limit.Value, Scope.Time, late.Token);
        if (timer is not null && await Task.WhenAny(executing, timer)
            .ConfigureAwait(false) == timer && timer.IsCompletedSuccessfully)
        {
            await expired.CancelAsync().ConfigureAwait(false);
            return (null, TimedOut(type));
        }

        try
        {
            return await executing.ConfigureAwait(false);
        }
        finally
        {
            await late.CancelAsync().ConfigureAwait(false);
        }
    }

    private (TimeSpan? Limit, TimeoutType Type) Limit()
    {
        var left = call.ScheduleToClose - Elapsed;
        return left is not null && (call.StartToClose is null || left < call.StartToClose)
            ? (left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeoutType.ScheduleToClose)
            : (call.StartToClose, TimeoutType.StartToClose);
    }

    private async Task<(Api.Common.V1.Payload? Result, Failure? Failure)> ExecuteAsync(
        int attempt, TaskSlot slot, CancellationToken expired)
    {
        var started = Scope.Time.GetUtcNow().UtcDateTime;
        // The rest of the loop runs in its own execution context, without that of the activity.
        await Task.Yield();
        ActivityExecutionContext? own = null;
        IgnoredCancellation? watch = null;
        var begun = Scope.WorkerMetrics.Now;
        Failure? failed = null;
        Scope.WorkerMetrics.LocalActivityBegan(call.ActivityType, workflow.WorkflowType);
        try
        {
            own = NewContext(attempt, started);
            watch = new(Scope, own);
            Volatile.Write(ref context, own);
            expired.UnsafeRegister(
                static own => ((ActivityExecutionContext)own!).Cancel(ActivityCancelReason.Timeout), own);
            if (stop.IsCancellationRequested)
            {
                own.Cancel(ActivityCancelReason.CancelRequested);
            }

            var code = call.Code as ActivityDefinition ?? Scope.Activities.Find(call.ActivityType);
            return (await ActivityInvocation.InvokeAsync(Scope, own, code, call.Input?.Payloads_ ?? [], call.Header)
                .ConfigureAwait(false), null);
        }
        catch (Exception e) when (
            CairnException.IsCanceledException(e) && own?.CancelReason == ActivityCancelReason.CancelRequested)
        {
            failed = Canceled();
            return (null, failed);
        }
        catch (Exception e)
        {
            WorkerLog.ActivityFailed(
                Scope.Logger,
                call.ActivityType,
                call.ActivityId,
                workflow.WorkflowId,
                attempt,
                ActivityRetries.Describe(call.RetryPolicy, attempt, e, call.ScheduleToClose - Elapsed),
                e);
            failed = await FailureOfAsync(e).ConfigureAwait(false);
            return (null, failed);
        }
        finally
        {
            Scope.WorkerMetrics.LocalActivityEnded(
                call.ActivityType, workflow.WorkflowType, begun, failed, Elapsed);
            watch?.Dispose();
            slot.Release();
        }
    }

    // No codec here: it is applied to the whole answer of the workflow task, which contains this failure.
    private Task<Failure> FailureOfAsync(Exception error)
    {
        var converter = Volatile.Read(ref context)?.Info.DataConverter ?? Scope.Client.Options.DataConverter;
        return ActivityFailure.OfAsync(error, converter with { PayloadCodec = null });
    }

    private ActivityExecutionContext NewContext(int attempt, DateTime started)
    {
        var info = ActivityTaskInfo.InContext(new(
            ActivityId: call.ActivityId,
            ActivityType: call.ActivityType,
            Attempt: attempt,
            CurrentAttemptScheduledTime: scheduled,
            DataConverter: Scope.Client.Options.DataConverter,
            HeartbeatDetails: [],
            HeartbeatTimeout: null,
            IsLocal: true,
            Namespace: Scope.Namespace,
            Priority: Priority.Default,
            RetryPolicy: call.RetryPolicy is { } policy ? RetryPolicy.FromProto(policy) : null,
            ScheduleToCloseTimeout: call.ScheduleToClose,
            ScheduledTime: originalScheduleTime.ToDateTime(),
            StartToCloseTimeout: call.StartToClose,
            StartedTime: started,
            TaskQueue: Scope.TaskQueue,
            TaskToken: [],
            WorkflowId: workflow.WorkflowId,
            WorkflowNamespace: workflow.Namespace,
            WorkflowRunId: workflow.RunId,
            WorkflowType: workflow.WorkflowType));
        return new(
            info,
            Scope.Client,
            new CancellationTokenSource(),
            () => new ActivityLogger(Scope.LoggerFactory.CreateLogger($"Cairn.Activity:{info.ActivityType}"), info),
            static _ => { },
            worker.ShutdownToken,
            Scope.Metrics)
        {
            WorkerServices = Scope.Options.Services,
            FirstId = call.FirstId,
        };
    }
}
