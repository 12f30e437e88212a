using System.Globalization;
using System.Text;

namespace Cairn.Server.Metrics;

/// <summary>The values of one metric and one set of labels.</summary>
/// <param name="labels">The labels in Prometheus' text format, without braces.</param>
/// <param name="bounds">The upper bounds of the buckets of a histogram; empty for other metrics.</param>
internal sealed class MetricSeries(string labels, double[] bounds)
{
    private readonly Lock sync = new();
    private readonly long[] counts = new long[bounds.Length + 1];
    private long count;
    private double sum;

    /// <summary>The labels in Prometheus' text format, by which series are ordered.</summary>
    public string Labels => labels;

    /// <summary>Whether it has a value: an observed one has none before, or without, its measurement.</summary>
    public bool HasValue { get; private set; } = true;

    /// <summary>Adds to a counter.</summary>
    public void Add(double value)
    {
        lock (sync)
        {
            sum += value;
        }
    }

    /// <summary>Forgets an observed value before it is measured again.</summary>
    public void Reset()
    {
        lock (sync)
        {
            sum = 0;
            HasValue = false;
        }
    }

    /// <summary>Takes an observed value; several instruments of one name are summed.</summary>
    public void Observe(double value)
    {
        lock (sync)
        {
            sum += value;
            HasValue = true;
        }
    }

    /// <summary>Adds a value to the histogram.</summary>
    public void Record(double value)
    {
        var bucket = Array.BinarySearch(bounds, value);
        lock (sync)
        {
            sum += value;
            count++;
            counts[bucket < 0 ? ~bucket : bucket]++;
        }
    }

    /// <summary>Writes the value of a counter or a gauge.</summary>
    public void WriteValue(StringBuilder text, string name)
    {
        lock (sync)
        {
            Line(text, name, labels, sum);
        }
    }

    /// <summary>Writes the buckets, the sum and the count of a histogram.</summary>
    public void WriteHistogram(StringBuilder text, string name)
    {
        lock (sync)
        {
            long below = 0;
            for (var i = 0; i < bounds.Length; i++)
            {
                below += counts[i];
                Line(text, $"{name}_bucket", With($"le=\"{Number(bounds[i])}\""), below);
            }

            Line(text, $"{name}_bucket", With("le=\"+Inf\""), count);
            Line(text, $"{name}_sum", labels, sum);
            Line(text, $"{name}_count", labels, count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name)
            .Append(labels.Length == 0 ? "" : $"{{{labels}}}")
            .Append(' ')
            .Append(Number(value))
            .Append('\n');

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private string With(string label) => labels.Length == 0 ? label : $"{labels},{label}";
}
