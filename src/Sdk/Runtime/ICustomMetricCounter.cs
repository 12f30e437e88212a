namespace Cairn.Runtime;

/// <summary>A number that only grows, of an <see cref="ICustomMetricMeter"/>.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public interface ICustomMetricCounter<T> : ICustomMetric<T>
    where T : struct
{
    /// <summary>Adds to the number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tags">The tags, as <see cref="ICustomMetricMeter.CreateTags"/> made them.</param>
    void Add(T value, object tags);
}
