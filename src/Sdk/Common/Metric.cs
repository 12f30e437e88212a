namespace Cairn.Common;

/// <summary>Something that is measured.</summary>
public abstract class Metric
{
    /// <summary>Creates a metric.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    protected Metric(string name, string? unit = null, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Unit, Description) = (name, unit, description);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The unit; null means none.</summary>
    public string? Unit { get; }

    /// <summary>What is measured; null means that it is not described.</summary>
    public string? Description { get; }
}

/// <summary>Something that is measured by values of one type.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class Metric<T> : Metric
    where T : struct
{
    /// <summary>Creates a metric.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    protected Metric(string name, string? unit = null, string? description = null)
        : base(name, unit, description)
    {
    }
}

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
