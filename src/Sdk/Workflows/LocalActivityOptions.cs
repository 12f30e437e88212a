using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>
/// How to run a local activity. StartToCloseTimeout or ScheduleToCloseTimeout must be set, here or by
/// <see cref="Activities.ActivityDefaultsAttribute"/>.
/// </summary>
public class LocalActivityOptions : ICloneable
{
    /// <summary>The limit from the call to the end of the last attempt; none by default.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>The limit from the call to the start of an attempt; none by default.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>The limit of one attempt; by default as long as <see cref="ScheduleToCloseTimeout"/>.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>
    /// When and how often a failed attempt is tried again; by default without limit, with growing pauses from 1 s.
    /// </summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>What cancelling the call does; TryCancel by default.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>The token that cancels the call; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>The id of the activity within the run; by default its sequence number.</summary>
    public string? ActivityId { get; set; }

    /// <summary>
    /// The shortest pause for which a durable timer, and not the worker, waits for the next attempt; 1 minute by
    /// default.
    /// </summary>
    public TimeSpan? LocalRetryThreshold { get; set; }

    /// <summary>A one-line summary, shown with the history.</summary>
    public string? Summary { get; set; }

    /// <summary>
    /// True keeps the arguments in history beside the result, for people to read: history grows by them. Default false.
    /// </summary>
    public bool IncludeArgumentsInMarker { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
