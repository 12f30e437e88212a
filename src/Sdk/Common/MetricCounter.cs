namespace Cairn.Common;

/// <summary>A number that only grows.</summary>
/// <typeparam name="T">An integer type.</typeparam>
public abstract class MetricCounter<T> : Metric<T>
    where T : struct
{
    /// <summary>Creates a counter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    protected MetricCounter(string name, string? unit = null, string? description = null)
        : base(name, unit, description)
    {
    }

    /// <summary>Adds to the number.</summary>
    /// <param name="value">The value. Not negative.</param>
    /// <param name="extraTags">Tags of this value alone; null means none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public abstract void Add(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null);

    /// <summary>The same counter with more tags; a tag of the same name is replaced.</summary>
    /// <param name="tags">The tags.</param>
    public abstract MetricCounter<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
