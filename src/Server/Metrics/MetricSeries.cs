using System.Globalization;
using System.Text;

namespace Cairn.Server.Metrics;

/// <summary>The values of one instrument and one set of labels.</summary>
/// <param name="labels">The labels in Prometheus' text format, without braces.</param>
internal sealed class MetricSeries(string labels)
{
    /// <summary>The upper bounds of the histogram buckets, in seconds.</summary>
    private static readonly double[] Bounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Lock sync = new();
    private readonly long[] counts = new long[Bounds.Length];
    private long count;
    private double sum;

    /// <summary>Adds to a counter.</summary>
    public void Add(double value)
    {
        lock (sync)
        {
            sum += value;
        }
    }

    /// <summary>Sets the value of an observed counter.</summary>
    public void Set(double value)
    {
        lock (sync)
        {
            sum = value;
        }
    }

    /// <summary>Adds a duration to the histogram.</summary>
    public void Observe(double seconds)
    {
        lock (sync)
        {
            sum += seconds;
            count++;
            for (var i = Bounds.Length - 1; i >= 0 && seconds <= Bounds[i]; i--)
            {
                counts[i]++;
            }
        }
    }

    /// <summary>Writes the value of a counter.</summary>
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
            for (var i = 0; i < Bounds.Length; i++)
            {
                var bound = Bounds[i].ToString(CultureInfo.InvariantCulture);
                Line(text, $"{name}_bucket", With($"le=\"{bound}\""), counts[i]);
            }

            Line(text, $"{name}_bucket", With("le=\"+Inf\""), count);
            Line(text, $"{name}_sum", labels, sum);
            Line(text, $"{name}_count", labels, count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {value}\n");

    private string With(string label) => labels.Length == 0 ? label : $"{labels},{label}";
}
