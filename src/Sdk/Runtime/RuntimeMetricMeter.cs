using System.Globalization;
using Cairn.Common;
using static Cairn.Runtime.CustomMetricMeterOptions;

namespace Cairn.Runtime;

/// <summary>Passes metrics to a custom meter, as long, double or TimeSpan.</summary>
/// <param name="meter">The meter.</param>
/// <param name="tags">The tags of the metrics, as the meter made them.</param>
/// <param name="format">The form of durations.</param>
internal sealed class RuntimeMetricMeter(ICustomMetricMeter meter, object tags, DurationFormat format) : MetricMeter
{
    public override MetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
    {
        var counter = IsInteger<T>()
            ? meter.CreateCounter<long>(name, unit, description)
            : throw Unfit<T>("counter", "an integer type");
        return new Counter<T>(name, unit, description, this, (value, own) => counter.Add(ToCount(value), own));
    }

    public override MetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description) =>
        new Histogram<T>(name, unit, description, this, Recorder<T>(name, unit, description));

    public override MetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
    {
        if (IsFraction<T>())
        {
            var fractions = meter.CreateGauge<double>(name, unit, description);
            return new Gauge<T>(name, unit, description, this, (value, own) => fractions.Set(ToDouble(value), own));
        }

        var gauge = IsInteger<T>()
            ? meter.CreateGauge<long>(name, unit, description)
            : throw Unfit<T>("gauge", "an integer type, float or double");
        return new Gauge<T>(name, unit, description, this, (value, own) => gauge.Set(ToLong(value), own));
    }

    public override MetricMeter WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
        new RuntimeMetricMeter(meter, Tags(tags), format);

    private object Tags(IEnumerable<KeyValuePair<string, object>>? more)
    {
        if (more is null)
        {
            return tags;
        }

        return meter.CreateTags(tags, more as IReadOnlyCollection<KeyValuePair<string, object>> ?? [.. more]);
    }

    private Action<T, object> Recorder<T>(string name, string? unit, string? description)
        where T : struct
    {
        if (typeof(T) == typeof(TimeSpan))
        {
            return DurationRecorder<T>(name, unit, description);
        }

        if (IsFraction<T>())
        {
            var fractions = meter.CreateHistogram<double>(name, unit, description);
            return (value, own) => fractions.Record(ToDouble(value), own);
        }

        var histogram = IsInteger<T>()
            ? meter.CreateHistogram<long>(name, unit, description)
            : throw Unfit<T>("histogram", "an integer type, float, double or TimeSpan");
        return (value, own) => histogram.Record(ToLong(value), own);
    }

    private Action<T, object> DurationRecorder<T>(string name, string? unit, string? description)
        where T : struct
    {
        switch (format)
        {
            case DurationFormat.IntegerMilliseconds:
                var milliseconds = meter.CreateHistogram<long>(name, unit, description);
                return (value, own) => milliseconds.Record((long)ToSpan(value).TotalMilliseconds, own);
            case DurationFormat.FloatSeconds:
                var seconds = meter.CreateHistogram<double>(name, unit, description);
                return (value, own) => seconds.Record(ToSpan(value).TotalSeconds, own);
            default:
                var spans = meter.CreateHistogram<TimeSpan>(name, unit, description);
                return (value, own) => spans.Record(ToSpan(value), own);
        }
    }

    private static bool IsInteger<T>() => Type.GetTypeCode(typeof(T)) is >= TypeCode.SByte and <= TypeCode.UInt64
        && !typeof(T).IsEnum;

    private static bool IsFraction<T>() => typeof(T) == typeof(double) || typeof(T) == typeof(float);

    private static TimeSpan ToSpan<T>(T value) => (TimeSpan)(object)value!;

    private static double ToDouble<T>(T value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static long ToLong<T>(T value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static long ToCount<T>(T value) => OptionValues.AtLeast(0L, ToLong(value), nameof(value));

    private static ArgumentException Unfit<T>(string kind, string allowed) =>
        new($"A {kind} has values of {allowed}, but not of {typeof(T)}", nameof(T));

    private sealed class Counter<T>(
        string name, string? unit, string? description, RuntimeMetricMeter meter, Action<T, object> add)
        : MetricCounter<T>(name, unit, description)
        where T : struct
    {
        public override void Add(T value, IEnumerable<KeyValuePair<string, object>>? extraTags) =>
            add(value, meter.Tags(extraTags));

        public override MetricCounter<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
            new Counter<T>(Name, Unit, Description, (RuntimeMetricMeter)meter.WithTags(tags), add);
    }

    private sealed class Histogram<T>(
        string name, string? unit, string? description, RuntimeMetricMeter meter, Action<T, object> record)
        : MetricHistogram<T>(name, unit, description)
        where T : struct
    {
        public override void Record(T value, IEnumerable<KeyValuePair<string, object>>? extraTags) =>
            record(value, meter.Tags(extraTags));

        public override MetricHistogram<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
            new Histogram<T>(Name, Unit, Description, (RuntimeMetricMeter)meter.WithTags(tags), record);
    }

    private sealed class Gauge<T>(
        string name, string? unit, string? description, RuntimeMetricMeter meter, Action<T, object> set)
        : MetricGauge<T>(name, unit, description)
        where T : struct
    {
        public override void Set(T value, IEnumerable<KeyValuePair<string, object>>? extraTags) =>
            set(value, meter.Tags(extraTags));

        public override MetricGauge<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
            new Gauge<T>(Name, Unit, Description, (RuntimeMetricMeter)meter.WithTags(tags), set);
    }
}
