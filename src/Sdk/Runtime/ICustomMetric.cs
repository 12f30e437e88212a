namespace Cairn.Runtime;

/// <summary>A metric of an <see cref="ICustomMetricMeter"/>.</summary>
/// <typeparam name="T">The type of its values: long, double or TimeSpan.</typeparam>
public interface ICustomMetric<T>
    where T : struct
{
}
