namespace Cairn.Runtime;

/// <summary>The options of a runtime.</summary>
public class CairnRuntimeOptions : ICloneable
{
    /// <summary>Creates options with defaults.</summary>
    public CairnRuntimeOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="telemetry">What is measured, and where it goes.</param>
    public CairnRuntimeOptions(TelemetryOptions telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        Telemetry = telemetry;
    }

    /// <summary>What is measured, and where it goes.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (CairnRuntimeOptions)MemberwiseClone();
        copy.Telemetry = (TelemetryOptions)Telemetry.Clone();
        return copy;
    }
}

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

/// <summary>How values reach a custom meter.</summary>
public class CustomMetricMeterOptions
{
    /// <summary>The form of durations in histograms.</summary>
    public enum DurationFormat
    {
        /// <summary>Whole milliseconds, as long.</summary>
        IntegerMilliseconds,

        /// <summary>Seconds, as double.</summary>
        FloatSeconds,

        /// <summary>As TimeSpan.</summary>
        TimeSpan,
    }

    /// <summary>The form of durations in histograms. Default whole milliseconds.</summary>
    public DurationFormat HistogramDurationFormat { get; set; } = DurationFormat.IntegerMilliseconds;

    /// <summary>A copy.</summary>
    public virtual object Clone() => MemberwiseClone();
}
