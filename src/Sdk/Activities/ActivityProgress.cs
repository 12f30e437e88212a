using System.Text.Json.Serialization;
using Cairn.Exceptions;

namespace Cairn.Activities;

/// <summary>
/// The progress of a long activity: the next attempt resumes where the last one stopped, and retries continue for as
/// long as there is progress.
/// </summary>
public static class ActivityProgress
{
    /// <summary>The error type of an activity that made no progress in too many attempts.</summary>
    public const string Stalled = "ActivityStalled";

    /// <summary>
    /// Begins an attempt at the place that the last attempt reported. Sends a heartbeat, so that a next attempt knows
    /// where this one began.
    /// </summary>
    /// <typeparam name="T">The type of the place, such as an offset or a record of counters.</typeparam>
    /// <param name="initial">The place where the first attempt begins.</param>
    /// <param name="stallLimit">
    /// How many attempts in a row may begin at the same place; at least 1, 3 by default. Two places are the same if
    /// their payloads are.
    /// </param>
    /// <returns>The progress, which takes the reports of this attempt.</returns>
    /// <exception cref="ApplicationFailureException">
    /// So many attempts have begun at this place; its type is <see cref="Stalled"/> and it is not retried.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The caller is not inside an activity.</exception>
    /// <exception cref="InvalidCastException">
    /// The last attempt left heartbeat details of another type, for instance by calling
    /// <see cref="ActivityExecutionContext.Heartbeat"/> itself.
    /// </exception>
    public static async Task<ActivityProgress<T>> ResumeAsync<T>(T initial, int stallLimit = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stallLimit, 1);
        var context = ActivityExecutionContext.Current;
        var (value, attempts) = (initial, 1);
        if (context.Info.HeartbeatDetails.Count > 0)
        {
            value = await context.Info.HeartbeatDetailAtAsync<T>(0).ConfigureAwait(false);
            var last = await context.Info.HeartbeatDetailAtAsync<Beginning<T>>(1).ConfigureAwait(false);
            attempts = IsSame(context, value, last.Start) ? last.Attempts + 1 : 1;
        }

        if (attempts > stallLimit)
        {
            throw new ApplicationFailureException(
                $"{stallLimit} attempts in a row began at the same place and did not get beyond it.",
                errorType: Stalled,
                nonRetryable: true);
        }

        var progress = new ActivityProgress<T>(context, value, new(value, attempts));
        progress.Report(value);
        return progress;
    }

    private static bool IsSame<T>(ActivityExecutionContext context, T one, T other) =>
        Data(context, one).Equals(Data(context, other));

    private static Google.Protobuf.ByteString Data(ActivityExecutionContext context, object? value) =>
        context.PayloadConverter.ToPayload(value).Data;

    /// <summary>Where an attempt began.</summary>
    /// <param name="Start">The place.</param>
    /// <param name="Attempts">How many attempts in a row have begun there.</param>
    internal sealed record Beginning<T>(
        [property: JsonPropertyName("start")] T Start, [property: JsonPropertyName("attempts")] int Attempts);
}

/// <summary>The progress of one attempt of an activity.</summary>
/// <typeparam name="T">The type of the place.</typeparam>
public sealed class ActivityProgress<T>
{
    private readonly ActivityExecutionContext context;
    private readonly ActivityProgress.Beginning<T> beginning;

    internal ActivityProgress(ActivityExecutionContext context, T value, ActivityProgress.Beginning<T> beginning)
    {
        this.context = context;
        this.beginning = beginning;
        Value = value;
    }

    /// <summary>The place that was reported last; at first the one where this attempt began.</summary>
    public T Value { get; private set; }

    /// <summary>How many attempts in a row have begun where this one began, with this one.</summary>
    public int AttemptsAtStart => beginning.Attempts;

    /// <summary>
    /// Reports a place that the activity has reached, by a heartbeat that is throttled like all others; the last report
    /// of a failed attempt is always sent. What lies before the place must be done for good.
    /// </summary>
    /// <param name="value">The place.</param>
    public void Report(T value)
    {
        Value = value;
        context.Heartbeat(value, beginning);
    }
}
