namespace Cairn.Runtime;

/// <summary>The distribution of values of an <see cref="ICustomMetricMeter"/>.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public interface ICustomMetricHistogram<T> : ICustomMetric<T>
    where T : struct
{
    /// <summary>Records a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tags">The tags, as <see cref="ICustomMetricMeter.CreateTags"/> made them.</param>
    void Record(T value, object tags);
}
