namespace Cairn.Workflows;

/// <summary>A durable timer with all its settings.</summary>
public class DelayOptions : ICloneable
{
    /// <summary>Creates options to be filled in.</summary>
    public DelayOptions()
    {
    }

    /// <summary>Creates options.</summary>
    public DelayOptions(int millisecondsDelay, string? summary = null, CancellationToken? cancellationToken = null)
        : this(TimeSpan.FromMilliseconds(millisecondsDelay), summary, cancellationToken)
    {
    }

    /// <summary>Creates options.</summary>
    public DelayOptions(TimeSpan delay, string? summary = null, CancellationToken? cancellationToken = null) =>
        (Delay, Summary, CancellationToken) = (delay, summary, cancellationToken);

    /// <summary>How long; zero counts as 1 ms, <see cref="Timeout.InfiniteTimeSpan"/> starts no timer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>A one-line summary, shown with the history.</summary>
    public string? Summary { get; set; }

    /// <summary>The token that cancels the timer; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
