namespace Cairn.Common;

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
