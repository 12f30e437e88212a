namespace Cairn.Runtime;

/// <summary>A value that goes up and down, of an <see cref="ICustomMetricMeter"/>.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public interface ICustomMetricGauge<T> : ICustomMetric<T>
    where T : struct
{
    /// <summary>Sets the value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tags">The tags, as <see cref="ICustomMetricMeter.CreateTags"/> made them.</param>
    void Set(T value, object tags);
}
