namespace Cairn.Common;

/// <summary>A value that goes up and down.</summary>
/// <typeparam name="T">An integer type, float or double.</typeparam>
public abstract class MetricGauge<T> : Metric<T>
    where T : struct
{
    /// <summary>Creates a gauge.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    protected MetricGauge(string name, string? unit = null, string? description = null)
        : base(name, unit, description)
    {
    }

    /// <summary>Sets the value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="extraTags">Tags of this value alone; null means none.</param>
    public abstract void Set(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null);

    /// <summary>The same gauge with more tags; a tag of the same name is replaced.</summary>
    /// <param name="tags">The tags.</param>
    public abstract MetricGauge<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
