using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Google.Protobuf;

namespace Cairn.Worker;

/// <summary>
/// The heartbeats of one attempt. The first is sent at once. Later ones are kept, and the latest of them is sent when
/// the throttle interval is over. The server's answer may cancel the attempt.
/// </summary>
/// <param name="scope">The worker.</param>
/// <param name="taskToken">Identifies the attempt to the server.</param>
/// <param name="activityId">Identifies it in logs.</param>
/// <param name="converter">Converts the details.</param>
/// <param name="interval">The throttle interval.</param>
/// <param name="cancel">Cancels the attempt.</param>
internal sealed class ActivityHeartbeats(
    WorkerScope scope,
    ByteString taskToken,
    string activityId,
    DataConverter converter,
    TimeSpan interval,
    Action<ActivityCancelReason> cancel)
{
    private readonly Lock sync = new();
    private IReadOnlyCollection<Payload>? latest;
    private ITimer? timer;
    private Task sending = Task.CompletedTask;
    private bool throttled;
    private bool closed;

    /// <summary>Why a heartbeat could not be recorded, so that the attempt was cancelled; else null.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Keeps the details and sends them now or at the end of the interval.</summary>
    public void Record(object?[] details)
    {
        // Converted here, on the activity's thread: the objects may change as soon as this method returns.
        var payloads = CallName.Details.Convert(details, converter.PayloadConverter.ToPayload);
        lock (sync)
        {
            if (closed)
            {
                return;
            }

            latest = payloads;
            if (!throttled)
            {
                SendLatest();
            }
        }
    }

    /// <summary>Sends the kept details and waits until they are sent: the next attempt needs them.</summary>
    public Task FlushAsync()
    {
        lock (sync)
        {
            Close();
            if (latest is not null)
            {
                SendLatest();
            }

            return sending;
        }
    }

    /// <summary>Drops the kept details, if there is no next attempt.</summary>
    public void Discard()
    {
        lock (sync)
        {
            Close();
        }
    }

    private void Close()
    {
        closed = true;
        timer?.Dispose();
    }

    private void SendLatest()
    {
        var details = latest!;
        latest = null;
        if (!closed)
        {
            throttled = true;
            timer ??= scope.Time.CreateTimer(
                static self => ((ActivityHeartbeats)self!).EndInterval(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
            timer.Change(interval, Timeout.InfiniteTimeSpan);
        }

        // Sent one after the other, so that an older heartbeat never overtakes a newer one.
        sending = SendAsync(sending, details);
    }

    private void EndInterval()
    {
        lock (sync)
        {
            throttled = false;
            if (!closed && latest is not null)
            {
                SendLatest();
            }
        }
    }

    private async Task SendAsync(Task previous, IReadOnlyCollection<Payload> details)
    {
        await previous.ConfigureAwait(false);
        try
        {
            if (converter.PayloadCodec is { } codec && details.Count > 0)
            {
                details = PayloadCodecExtensions.Checked(await codec.EncodeAsync(details).ConfigureAwait(false));
            }

            if (await TooLargeAsync(details).ConfigureAwait(false) is { } error)
            {
                Stop(new ArgumentException(error));
                return;
            }
        }
        catch (Exception e)
        {
            Stop(e);
            return;
        }

        await SendAsync(details).ConfigureAwait(false);
    }

    private ValueTask<string?> TooLargeAsync(IReadOnlyCollection<Payload> details) => PayloadSizes.TooLargeAsync(
        scope.Client,
        new() { Payloads_ = { details } },
        CallName.Details,
        $"the details of a heartbeat of activity {activityId}",
        scope.Logger,
        AnswerSizes.IsChecked(scope));

    private async Task SendAsync(IReadOnlyCollection<Payload> details)
    {
        try
        {
            var answer = await scope.Reports.RecordActivityTaskHeartbeatAsync(new()
            {
                TaskToken = taskToken,
                Details = details.Count == 0 ? null : new() { Payloads_ = { details } },
                Identity = scope.Identity,
                Namespace = scope.Namespace,
            }).ConfigureAwait(false);
            var reason = answer switch
            {
                { CancelRequested: true } => ActivityCancelReason.CancelRequested,
                { ActivityPaused: true } => ActivityCancelReason.Paused,
                { ActivityReset: true } => ActivityCancelReason.Reset,
                _ => ActivityCancelReason.None,
            };
            if (reason != ActivityCancelReason.None)
            {
                cancel(reason);
            }
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            cancel(ActivityCancelReason.GoneFromServer);
        }
        catch (RpcException e) when (RpcBackoff.IsTooLarge(e) || e.Code == RpcException.StatusCode.InvalidArgument)
        {
            Stop(e);
        }
        catch (Exception e)
        {
            // No data is lost: the next heartbeat has newer details, or the heartbeat timeout ends the attempt.
            WorkerLog.HeartbeatFailed(scope.Logger, activityId, e);
        }
    }

    // A heartbeat that cannot be recorded now cannot be recorded later: the attempt must not continue without any.
    private void Stop(Exception error)
    {
        Error = error;
        WorkerLog.HeartbeatFailed(scope.Logger, activityId, error);
        cancel(ActivityCancelReason.HeartbeatRecordFailure);
    }
}
