namespace Cairn.Runtime;

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
