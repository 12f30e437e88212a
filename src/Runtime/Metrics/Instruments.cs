using System.Diagnostics.Metrics;

namespace Cairn.Runtime.Metrics;

/// <summary>
/// Makes the instruments of the engine. They are shared by all nodes of a process. None has a unit, because exporters
/// for Prometheus would add it to the name.
/// </summary>
internal static class Instruments
{
    /// <summary>The bounds of durations within the server, in seconds.</summary>
    public static readonly double[] Moments =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>The bounds of durations of users' work, in seconds: up to thirty days.</summary>
    public static readonly double[] Spans =
    [
        0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 4 * 3600, 86_400, 7 * 86_400, 30 * 86_400,
    ];

    /// <summary>The bounds of sizes of histories, in bytes: up to the limit of 50 MB.</summary>
    public static readonly long[] Bytes =
        [1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 10_485_760, 52_428_800];

    /// <summary>The bounds of numbers of things.</summary>
    public static readonly long[] Numbers =
        [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 51_200];

    private static readonly Meter Meter = new("Cairn.Runtime");

    private static readonly Meter StoreMeter = new("Cairn.Storage");

    /// <summary>A number that only grows.</summary>
    public static Counter<long> Counter(string name, string description) =>
        Meter.CreateCounter<long>(name, unit: null, description);

    /// <summary>The distribution of durations, in seconds.</summary>
    public static Histogram<double> Durations(string name, double[] bounds, string description) =>
        Meter.CreateHistogram<double>(
            name, unit: null, description, tags: null, new() { HistogramBucketBoundaries = bounds });

    /// <summary>The distribution of sizes or numbers.</summary>
    public static Histogram<long> Amounts(string name, long[] bounds, string description) =>
        Meter.CreateHistogram<long>(
            name, unit: null, description, tags: null, new() { HistogramBucketBoundaries = bounds });

    /// <summary>A number that only grows, read from all nodes when it is collected.</summary>
    public static void Count(
        string name,
        Func<NodeMetrics, long?> value,
        string description,
        params KeyValuePair<string, object?>[] labels) =>
        Meter.CreateObservableCounter(name, () => Read(value, labels), unit: null, description);

    /// <summary>Values that go up and down, read from all nodes when they are collected.</summary>
    public static void Gauge<T>(
        string name, Func<NodeMetrics, IEnumerable<Measurement<T>>> values, string description)
        where T : struct =>
        Meter.CreateObservableGauge(name, () => NodeMetrics.All.SelectMany(values), unit: null, description);

    /// <summary>A value that goes up and down, read from all nodes when it is collected.</summary>
    public static void Gauge(string name, Func<NodeMetrics, long?> value, string description) =>
        Meter.CreateObservableGauge(name, () => Read(value), unit: null, description);

    /// <summary>A number of stores that only grows.</summary>
    public static void CountOfStore(string name, Func<NodeMetrics, long?> value, string description) =>
        StoreMeter.CreateObservableCounter(name, () => Read(value), unit: null, description);

    /// <summary>A value of stores that goes up and down.</summary>
    public static void GaugeOfStore(string name, Func<NodeMetrics, long?> value, string description) =>
        StoreMeter.CreateObservableGauge(name, () => Read(value), unit: null, description);

    // Exporters keep the last value of one series, so nodes of one process are summed here.
    private static IEnumerable<Measurement<long>> Read(
        Func<NodeMetrics, long?> value, params KeyValuePair<string, object?>[] labels)
    {
        var values = NodeMetrics.All.Select(value).OfType<long>().ToList();
        return values.Count == 0 ? [] : [new(values.Sum(), labels)];
    }
}
