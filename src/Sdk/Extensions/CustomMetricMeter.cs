using System.Diagnostics.Metrics;
using Cairn.Runtime;

namespace Cairn.Extensions.DiagnosticSource;

/// <summary>
/// Makes instruments of System.Diagnostics.Metrics on a meter of the user's own. Without it a runtime uses the meter
/// <c>Cairn</c>.
/// </summary>
public class CustomMetricMeter : ICustomMetricMeter
{
    /// <summary>Creates the custom meter.</summary>
    /// <param name="meter">The meter of the instruments.</param>
    public CustomMetricMeter(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Meter = meter;
    }

    /// <summary>The meter of the instruments.</summary>
    public Meter Meter { get; }

    /// <inheritdoc/>
    public ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct => new CustomCounter<T>(Meter.CreateCounter<T>(name, unit, description));

    /// <inheritdoc/>
    public ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct => new CustomHistogram<T>(Meter.CreateHistogram<T>(name, unit, description));

    /// <inheritdoc/>
    public ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct => new CustomGauge<T>(Meter.CreateGauge<T>(name, unit, description));

    /// <inheritdoc/>
    public object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var all = new Dictionary<string, object?>();
        foreach (var (key, value) in (KeyValuePair<string, object?>[]?)appendFrom ?? [])
        {
            all[key] = value;
        }

        foreach (var (key, value) in tags)
        {
            all[key] = value;
        }

        return all.ToArray();
    }

    private sealed class CustomCounter<T>(Counter<T> counter) : ICustomMetricCounter<T>
        where T : struct
    {
        public void Add(T value, object tags) => counter.Add(value, (KeyValuePair<string, object?>[])tags);
    }

    private sealed class CustomHistogram<T>(Histogram<T> histogram) : ICustomMetricHistogram<T>
        where T : struct
    {
        public void Record(T value, object tags) => histogram.Record(value, (KeyValuePair<string, object?>[])tags);
    }

    private sealed class CustomGauge<T>(Gauge<T> gauge) : ICustomMetricGauge<T>
        where T : struct
    {
        public void Set(T value, object tags) => gauge.Record(value, (KeyValuePair<string, object?>[])tags);
    }
}
