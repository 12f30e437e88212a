using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Cairn.Server.Metrics;

/// <summary>All series of one metric. Instruments with the same name share it.</summary>
internal sealed class MetricFamily
{
    /// <summary>The bounds of a histogram that brings none.</summary>
    private static readonly double[] DefaultBounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> byTags = new(TagComparer.One);
    private readonly ConcurrentDictionary<string, MetricSeries> byLabels = new(StringComparer.Ordinal);
    private readonly string name;
    private readonly string help;
    private readonly string type;
    private readonly bool isObservable;
    private readonly double[] bounds;

    /// <param name="instrument">The first instrument with its name.</param>
    public MetricFamily(Instrument instrument)
    {
        name = PrometheusText.Name(instrument.Name);
        help = PrometheusText.Help(instrument.Description ?? "");
        isObservable = instrument.IsObservable;
        (type, bounds) = instrument switch
        {
            Histogram<double> histogram => ("histogram", BoundsOf(histogram)),
            Histogram<long> histogram => ("histogram", BoundsOf(histogram)),
            Histogram<int> histogram => ("histogram", BoundsOf(histogram)),
            Counter<double> or Counter<long> or Counter<int>
                or ObservableCounter<double> or ObservableCounter<long> or ObservableCounter<int> => ("counter", []),
            _ => ("gauge", Array.Empty<double>()),
        };
    }

    /// <summary>The name of the metric.</summary>
    public string Name => name;

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>()
            .TryGetValue(tags, out var known)
                ? known
                : Add(tags.ToArray());
        if (isObservable)
        {
            series.Observe(value);
        }
        else if (type == "histogram")
        {
            series.Record(value);
        }
        else
        {
            series.Add(value);
        }
    }

    /// <summary>Forgets observed values before they are measured again.</summary>
    public void Reset()
    {
        if (isObservable)
        {
            foreach (var (_, series) in byLabels)
            {
                series.Reset();
            }
        }
    }

    /// <summary>Writes the metric and all its series.</summary>
    public void Write(StringBuilder text)
    {
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");
        var inOrder = byLabels.ToArray()
            .Select(pair => pair.Value)
            .Where(series => series.HasValue)
            .OrderBy(series => series.Labels, StringComparer.Ordinal);
        foreach (var series in inOrder)
        {
            if (type == "histogram")
            {
                series.WriteHistogram(text, name);
            }
            else
            {
                series.WriteValue(text, name);
            }
        }
    }

    // Different values may look the same on the page, such as those that are no Unicode text: they share one series.
    private MetricSeries Add(KeyValuePair<string, object?>[] tags)
    {
        var series = byLabels.GetOrAdd(
            PrometheusText.Labels(tags), static (labels, bounds) => new MetricSeries(labels, bounds), bounds);
        return byTags.GetOrAdd(tags, series);
    }

    private static double[] BoundsOf<T>(Histogram<T> histogram)
        where T : struct => histogram.Advice?.HistogramBucketBoundaries is { } given
            ? [.. given.Select(bound => Convert.ToDouble(bound, System.Globalization.CultureInfo.InvariantCulture))]
            : DefaultBounds;
}
