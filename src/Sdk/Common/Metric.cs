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
