using System.Diagnostics.Metrics;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Runtime.Metrics;

/// <summary>What becomes of activities and of their attempts.</summary>
internal static class ActivityMetrics
{
    private static readonly Counter<long> Outcomes = Instruments.Counter(
        "cairn_activity_outcomes_total",
        "Attempts of activities that ended, by outcome and cause; those that are retried have outcomes of their own.");

    private static readonly Counter<long> Succeeded = Instruments.Counter(
        "activity_success", "Activities that completed.");

    private static readonly Counter<long> Failed = Instruments.Counter(
        "activity_fail", "Activities that failed and are not tried again.");

    private static readonly Counter<long> AttemptsFailed = Instruments.Counter(
        "activity_task_fail", "Attempts of activities that failed, those that are tried again among them.");

    private static readonly Counter<long> Canceled = Instruments.Counter(
        "activity_cancel", "Activities that were cancelled.");

    private static readonly Counter<long> TimedOut = Instruments.Counter(
        "activity_timeout", "Activities that timed out and are not tried again, by kind of timeout.");

    private static readonly Counter<long> AttemptsTimedOut = Instruments.Counter(
        "activity_task_timeout", "Attempts of activities that timed out, those that are tried again among them.");

    private static readonly Histogram<double> AttemptDuration = Instruments.Durations(
        "activity_start_to_close_latency", Instruments.Spans,
        "How long attempts took from their start to their end, in seconds.");

    private static readonly Histogram<double> Duration = Instruments.Durations(
        "activity_schedule_to_close_latency", Instruments.Spans,
        "How long activities took from the time they were scheduled to their end, with all attempts, in seconds.");

    private static readonly Histogram<double> Backoff = Instruments.Durations(
        "cairn_activity_retry_backoff_seconds", Instruments.Spans,
        "How long activities wait for their next attempt, in seconds; their number is that of the retries.");

    static ActivityMetrics()
    {
        // Without a constructor, the instruments would not be there before the first measurement.
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    /// <summary>The name of a kind of timeout, as Temporal's server has it in labels.</summary>
    public static string NameOf(TimeoutType timeout) => Enum.GetName(timeout) ?? nameof(TimeoutType.Unspecified);

    /// <summary>An attempt ended, and no other one follows.</summary>
    /// <param name="labels">The labels of the activity.</param>
    /// <param name="type">The event that ended the activity.</param>
    /// <param name="failure">Its failure; null if it has none.</param>
    public static void Close(LabelSet labels, EventType type, Failure? failure)
    {
        switch (type)
        {
            case EventType.ActivityTaskCompleted:
                Succeeded.Add(1, labels.Tags);
                End(labels, "Completed", "None");
                break;
            case EventType.ActivityTaskFailed:
                Failed.Add(1, labels.Tags);
                AttemptsFailed.Add(1, labels.Tags);
                End(labels, "Failed", CauseOf(failure));
                break;
            case EventType.ActivityTaskTimedOut:
                TimedOut.Add(1, labels.With("timeout_type", CauseOf(failure)));
                AttemptsTimedOut.Add(1, labels.With("timeout_type", CauseOf(failure)));
                End(labels, "TimedOut", CauseOf(failure));
                break;
            default:
                Canceled.Add(1, labels.Tags);
                End(labels, "Canceled", "None");
                break;
        }
    }

    /// <summary>An attempt ended, and another one follows.</summary>
    public static void Retry(LabelSet labels, Failure? failure, TimeSpan backoff)
    {
        Backoff.Record(Math.Max(0, backoff.TotalSeconds), labels.Tags);
        if (failure?.TimeoutFailureInfo is null)
        {
            AttemptsFailed.Add(1, labels.Tags);
            End(labels, "FailedRetryable", CauseOf(failure));
        }
        else
        {
            AttemptsTimedOut.Add(1, labels.With("timeout_type", CauseOf(failure)));
            End(labels, "TimedOutRetryable", CauseOf(failure));
        }
    }

    /// <summary>An attempt took some time.</summary>
    public static void RecordAttempt(LabelSet labels, TimeSpan duration) =>
        AttemptDuration.Record(Math.Max(0, duration.TotalSeconds), labels.Tags);

    /// <summary>An activity took some time, with all its attempts.</summary>
    public static void Record(LabelSet labels, TimeSpan duration) =>
        Duration.Record(Math.Max(0, duration.TotalSeconds), labels.Tags);

    private static void End(LabelSet labels, string outcome, string cause)
    {
        var tags = labels.With("outcome", outcome);
        tags.Add("cause", cause);
        Outcomes.Add(1, tags);
    }

    /// <summary>The kind of a failure: its type is the caller's and has no end of values.</summary>
    private static string CauseOf(Failure? failure) => failure?.FailureInfoCase switch
    {
        Failure.FailureInfoOneofCase.TimeoutFailureInfo => NameOf(failure.TimeoutFailureInfo.TimeoutType),
        Failure.FailureInfoOneofCase.ApplicationFailureInfo => "Application",
        Failure.FailureInfoOneofCase.CanceledFailureInfo => "Canceled",
        Failure.FailureInfoOneofCase.ServerFailureInfo => "Server",
        _ => "Other",
    };
}
