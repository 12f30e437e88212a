namespace Cairn.Common;

/// <summary>
/// Creates metrics: that of a workflow or an activity tags them with it. By default they are instruments of
/// System.Diagnostics.Metrics on the meter <c>Cairn</c>, which OpenTelemetry and other collectors read.
/// </summary>
public abstract class MetricMeter
{
    /// <summary>Creates a number that only grows.</summary>
    /// <typeparam name="T">An integer type.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    /// <exception cref="ArgumentException">The type is none of these, or the name is empty.</exception>
    public abstract MetricCounter<T> CreateCounter<T>(string name, string? unit = null, string? description = null)
        where T : struct;

    /// <summary>Creates the distribution of values.</summary>
    /// <typeparam name="T">An integer type, float, double or TimeSpan.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    /// <exception cref="ArgumentException">The type is none of these, or the name is empty.</exception>
    public abstract MetricHistogram<T> CreateHistogram<T>(string name, string? unit = null, string? description = null)
        where T : struct;

    /// <summary>Creates a value that goes up and down.</summary>
    /// <typeparam name="T">An integer type, float or double.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    /// <exception cref="ArgumentException">The type is none of these, or the name is empty.</exception>
    public abstract MetricGauge<T> CreateGauge<T>(string name, string? unit = null, string? description = null)
        where T : struct;

    /// <summary>A meter whose metrics have more tags; a tag of the same name is replaced.</summary>
    /// <param name="tags">The tags.</param>
    public abstract MetricMeter WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
