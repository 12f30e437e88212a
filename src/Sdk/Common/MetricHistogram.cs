namespace Cairn.Common;

/// <summary>The distribution of values.</summary>
/// <typeparam name="T">An integer type, float, double or TimeSpan.</typeparam>
public abstract class MetricHistogram<T> : Metric<T>
    where T : struct
{
    /// <summary>Creates a histogram.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    protected MetricHistogram(string name, string? unit = null, string? description = null)
        : base(name, unit, description)
    {
    }

    /// <summary>Records a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="extraTags">Tags of this value alone; null means none.</param>
    public abstract void Record(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null);

    /// <summary>The same histogram with more tags; a tag of the same name is replaced.</summary>
    /// <param name="tags">The tags.</param>
    public abstract MetricHistogram<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
