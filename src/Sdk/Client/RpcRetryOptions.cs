namespace Cairn.Client;

/// <summary>How calls that failed for a temporary reason are tried again.</summary>
public class RpcRetryOptions : ICloneable
{
    /// <summary>The pause before the second attempt. Default 100 ms; after a reached limit it is always 1 s.</summary>
    public TimeSpan InitialInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How far a pause varies at random, as a fraction of itself. Default 0.2.</summary>
    public float RandomizationFactor { get; set; } = 0.2F;

    /// <summary>The factor from one pause to the next. Default 1.5.</summary>
    public float Multiplier { get; set; } = 1.5F;

    /// <summary>The longest pause. Default 5 s.</summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>No attempt begins later than this after the first. Default 10 s; null means no limit.</summary>
    public TimeSpan? MaxElapsedTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of attempts after the first. Default 10.</summary>
    public int MaxRetries { get; set; } = 10;

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
