namespace Cairn.Runtime;

/// <summary>
/// Receives the metrics of workflows and activities. It is called on their threads, at the same time from many: it must
/// be quick and thread-safe. An exception reaches the code that measures.
/// </summary>
public interface ICustomMetricMeter
{
    /// <summary>Creates a number that only grows; called again for each counter that code creates.</summary>
    /// <typeparam name="T">long.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct;

    /// <summary>Creates the distribution of values; called again for each histogram that code creates.</summary>
    /// <typeparam name="T">long, double, or TimeSpan if the options say so.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct;

    /// <summary>Creates a value that goes up and down; called again for each gauge that code creates.</summary>
    /// <typeparam name="T">long or double.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null means none.</param>
    /// <param name="description">What is measured; null means that it is not described.</param>
    ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct;

    /// <summary>Creates the tags that its metrics receive with each value.</summary>
    /// <param name="appendFrom">Tags that it made, which the new ones contain; null means none.</param>
    /// <param name="tags">More tags; one of the same name replaces an earlier one.</param>
    object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags);
}

/// <summary>A metric of an <see cref="ICustomMetricMeter"/>.</summary>
/// <typeparam name="T">The type of its values: long, double or TimeSpan.</typeparam>
public interface ICustomMetric<T>
    where T : struct
{
}

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
