namespace Cairn.Runtime;

/// <summary>Where metrics go.</summary>
public class MetricsOptions : ICloneable
{
    /// <summary>
    /// Receives the metrics; null, the default, means the meter <c>Cairn</c> of System.Diagnostics.Metrics.
    /// </summary>
    public ICustomMetricMeter? CustomMetricMeter { get; set; }

    /// <summary>How values reach the meter; null means the defaults.</summary>
    public CustomMetricMeterOptions? CustomMetricMeterOptions { get; set; }

    /// <summary>Tags of every metric; null means none.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? GlobalTags { get; set; }

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (MetricsOptions)MemberwiseClone();
        copy.CustomMetricMeterOptions = (CustomMetricMeterOptions?)CustomMetricMeterOptions?.Clone();
        copy.GlobalTags = GlobalTags is null ? null : [.. GlobalTags];
        return copy;
    }
}
