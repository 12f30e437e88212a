using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>How an attempt ended.</summary>
internal abstract record ActivityOutcome
{
    private ActivityOutcome()
    {
    }

    /// <summary>The outcome for an exception, given the reason of a cancellation.</summary>
    /// <param name="error">The exception of the activity's code.</param>
    /// <param name="reason">Why it was cancelled.</param>
    /// <param name="heartbeatError">Why a heartbeat could not be recorded; null if all could.</param>
    public static ActivityOutcome Of(Exception error, ActivityCancelReason reason, Exception? heartbeatError)
    {
        if (error is CompleteAsyncException)
        {
            return new Silent();
        }

        if (!CairnException.IsCanceledException(error))
        {
            return new Failed(error);
        }

        return reason switch
        {
            ActivityCancelReason.CancelRequested => new Canceled(error),
            ActivityCancelReason.GoneFromServer => new Silent(),
            ActivityCancelReason.Paused =>
                new Failed(new ApplicationFailureException("Activity paused", error, "ActivityPause")),
            ActivityCancelReason.Reset =>
                new Failed(new ApplicationFailureException("Activity reset", error, "ActivityReset")),
            ActivityCancelReason.WorkerShutdown => new Failed(new ApplicationFailureException(
                "Worker is shutting down and this activity did not complete in time", error, "WorkerShutdown")),
            ActivityCancelReason.HeartbeatRecordFailure when heartbeatError is not null =>
                new Failed(new ApplicationFailureException(
                    $"A heartbeat could not be recorded: {ExceptionReading.MessageOf(heartbeatError)}",
                    heartbeatError,
                    "HeartbeatRecordFailure")),
            // A cancellation that was not requested is a failure like any other.
            _ => new Failed(error),
        };
    }

    /// <summary>It has a result.</summary>
    public sealed record Completed(Payloads Result) : ActivityOutcome;

    /// <summary>It failed.</summary>
    public sealed record Failed(Exception Error) : ActivityOutcome;

    /// <summary>It stopped because the workflow requested its cancellation.</summary>
    public sealed record Canceled(Exception Error) : ActivityOutcome
    {
        /// <summary>The details that the activity gave; null if it gave none.</summary>
        public async Task<Payloads?> DetailsAsync(DataConverter converter) =>
            Error is CanceledFailureException { Details.Count: > 0 }
                ? (await FailureReport.OfAsync(Error, converter).ConfigureAwait(false)).CanceledFailureInfo?.Details
                : null;
    }

    /// <summary>
    /// There is nothing to report: a client completes the activity, or the server does not expect a report.
    /// </summary>
    public sealed record Silent : ActivityOutcome;
}
