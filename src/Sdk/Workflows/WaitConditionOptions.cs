namespace Cairn.Workflows;

/// <summary>A wait for a condition with all its settings.</summary>
public class WaitConditionOptions : ICloneable
{
    /// <summary>Creates options to be filled in.</summary>
    public WaitConditionOptions()
        : this(() => false)
    {
    }

    /// <summary>Creates options.</summary>
    public WaitConditionOptions(
        Func<bool> conditionCheck,
        TimeSpan? timeout = null,
        string? timeoutSummary = null,
        CancellationToken? cancellationToken = null)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        (ConditionCheck, Timeout, TimeoutSummary, CancellationToken) =
        (conditionCheck, timeout, timeoutSummary, cancellationToken);
    }

    /// <summary>The condition. It is evaluated after each step of the workflow and must not change anything.</summary>
    public Func<bool> ConditionCheck { get; set; }

    /// <summary>How long to wait; null waits without a timer.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>A one-line summary of the timer, shown with the history.</summary>
    public string? TimeoutSummary { get; set; }

    /// <summary>The token that cancels the wait; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
