using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>How a workflow wants a local activity run. One of the two timeouts to close must be set.</summary>
public class LocalActivityOptions : ICloneable
{
    /// <summary>From the call to the end of the last attempt; without limit by default.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>From the call to the start of an attempt; without limit by default.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>One attempt; by default as long as <see cref="ScheduleToCloseTimeout"/>.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>
    /// When and how often a failed attempt is tried again; by default without end, with growing pauses from 1 s.
    /// </summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>What cancelling the call means; TryCancel by default.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>What cancels the call; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Names it within the run; by default its number.</summary>
    public string? ActivityId { get; set; }

    /// <summary>
    /// From which pause between two attempts on a durable timer is waited for, and not the worker; 1 minute by default.
    /// </summary>
    public TimeSpan? LocalRetryThreshold { get; set; }

    /// <summary>One line for people who look at the history.</summary>
    public string? Summary { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
