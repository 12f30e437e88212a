namespace Cairn.Runtime;

/// <summary>What is measured, and where it goes.</summary>
public class TelemetryOptions : ICloneable
{
    /// <summary>Where metrics go; null means the defaults.</summary>
    public MetricsOptions? Metrics { get; set; }

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (TelemetryOptions)MemberwiseClone();
        copy.Metrics = (MetricsOptions?)Metrics?.Clone();
        return copy;
    }
}
