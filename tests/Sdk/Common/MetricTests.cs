using System.Diagnostics.Metrics;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Common;
using Cairn.Extensions.DiagnosticSource;
using Cairn.Runtime;
using Cairn.Tests.Sdk.Worker;
using static Cairn.Runtime.CustomMetricMeterOptions;

namespace Cairn.Tests.Sdk.Common;

/// <summary>Metrics, as System.Diagnostics.Metrics and custom meters receive them.</summary>
public sealed class MetricTests : IDisposable
{
    private readonly Meter meter = new("test");
    private readonly MeterListener listener = new();
    private readonly List<string> lines = [];

    public MetricTests()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            // Not what a worker measures of itself.
            if (instrument.Meter == meter && !instrument.Name.StartsWith("temporal_", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();
    }

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void Values_of_all_types_reach_the_instruments_with_their_tags()
    {
        var metrics = Metrics(global: [new("app", "shop")]);
        metrics.CreateCounter<int>("orders", "1", "Orders").Add(2);
        metrics.CreateHistogram<double>("weight", "kg").Record(0.5, [new("kind", "box")]);
        metrics.CreateHistogram<TimeSpan>("wait", "ms").Record(TimeSpan.FromSeconds(1.5));
        var own = metrics.WithTags([new("app", "store"), new("zone", 7)]);
        own.CreateGauge<byte>("depth").WithTags([new("zone", 8)]).Set(9);
        own.CreateGauge<float>("heat").Set(0.25F);
        Assert.Equal(
            [
                "Counter`1 orders 1 Orders: 2 app=shop",
                "Histogram`1 weight kg : 0.5 app=shop,kind=box",
                "Histogram`1 wait ms : 1500 app=shop",
                "Gauge`1 depth  : 9 app=store,zone=8",
                "Gauge`1 heat  : 0.25 app=store,zone=7",
            ],
            lines);
    }

    [Fact]
    public void Durations_come_in_the_form_that_the_options_name()
    {
        Metrics(DurationFormat.FloatSeconds).CreateHistogram<TimeSpan>("s").Record(TimeSpan.FromSeconds(1.5));
        Assert.Equal(["Histogram`1 s  : 1.5 "], lines);
        var spans = new SpanMeter();
        Metrics(DurationFormat.TimeSpan, spans).CreateHistogram<TimeSpan>("t").Record(TimeSpan.FromSeconds(1.5));
        Assert.Equal([TimeSpan.FromSeconds(1.5)], spans.Values);
    }

    [Fact]
    public void Types_that_a_metric_cannot_have_and_negative_counts_are_refused()
    {
        var metrics = Metrics();
        Refused("counter", () => metrics.CreateCounter<double>("a"));
        Refused("gauge", () => metrics.CreateGauge<TimeSpan>("a"));
        Refused("histogram", () => metrics.CreateHistogram<Guid>("a"));
        Refused("counter", () => metrics.CreateCounter<DayOfWeek>("a"));
        Assert.ThrowsAny<ArgumentException>(() => metrics.CreateCounter<int>(string.Empty));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => metrics.CreateCounter<int>("a").Add(-1));
        Assert.StartsWith("value is -1, but must be 0 or more", error.Message, StringComparison.Ordinal);
        Assert.Empty(lines);

        static void Refused(string kind, Func<object> create) => Assert.StartsWith(
            $"A {kind} has values of ", Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_of_an_activity_are_tagged_with_it()
    {
        await using var server = new ActivityServer { Runtime = Runtime() };
        server.Run(o => o.AddActivity(
            [Activity("pack")] () => ActivityExecutionContext.Current.MetricMeter.CreateCounter<int>("packed").Add(3)));
        server.Offer("pack");
        await server.ResultAsync<object?>();
        Assert.Equal(["Counter`1 packed  : 3 activity_type=pack,namespace=default,task_queue=q"], lines);
    }

    [Fact]
    public void The_default_runtime_measures_on_the_meter_Cairn()
    {
        var seen = new List<string>();
        using var all = new MeterListener();
        all.InstrumentPublished = (instrument, _) => seen.Add($"{instrument.Meter.Name}/{instrument.Name}");
        all.Start();
        CairnRuntime.Default.MetricMeter.CreateCounter<long>("test_default_meter").Add(1);
        Assert.Contains("Cairn/test_default_meter", seen);
        Assert.Null(new CairnConnectionOptions().Runtime);
    }

    private CairnRuntime Runtime(
        DurationFormat format = DurationFormat.IntegerMilliseconds,
        ICustomMetricMeter? custom = null,
        KeyValuePair<string, string>[]? global = null) => new(new(new()
        {
            Metrics = new()
            {
                CustomMetricMeter = custom ?? new CustomMetricMeter(meter),
                CustomMetricMeterOptions = new() { HistogramDurationFormat = format },
                GlobalTags = global,
            },
        }));

    private MetricMeter Metrics(
        DurationFormat format = DurationFormat.IntegerMilliseconds,
        ICustomMetricMeter? custom = null,
        KeyValuePair<string, string>[]? global = null) => Runtime(format, custom, global).MetricMeter;

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(',', tags.ToArray().Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal));
        var kind = instrument.GetType().Name;
        lines.Add(FormattableString.Invariant(
            $"{kind} {instrument.Name} {instrument.Unit} {instrument.Description}: {value} {text}"));
    }

    private sealed class SpanMeter : ICustomMetricMeter
    {
        public List<object> Values { get; } = [];

        public ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
            where T : struct => throw new NotSupportedException();

        public ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
            where T : struct => new Histogram<T>(Values);

        public ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
            where T : struct => throw new NotSupportedException();

        public object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags) => tags;

        private sealed class Histogram<T>(List<object> values) : ICustomMetricHistogram<T>
            where T : struct
        {
            public void Record(T value, object tags) => values.Add(value);
        }
    }
}
