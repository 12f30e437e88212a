using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>
/// A meter that records nothing while history is replayed, so that each thing is measured once. Who listens to it is
/// not workflow code: it may start threads and timers.
/// </summary>
internal sealed class ReplaySafeMeter(MetricMeter inner, WorkflowInstance instance) : MetricMeter
{
    public override MetricCounter<T> CreateCounter<T>(string name, string? unit, string? description) =>
        new Counter<T>(Apart(() => inner.CreateCounter<T>(name, unit, description)), this);

    public override MetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description) =>
        new Histogram<T>(Apart(() => inner.CreateHistogram<T>(name, unit, description)), this);

    public override MetricGauge<T> CreateGauge<T>(string name, string? unit, string? description) =>
        new Gauge<T>(Apart(() => inner.CreateGauge<T>(name, unit, description)), this);

    public override MetricMeter WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
        new ReplaySafeMeter(Apart(() => inner.WithTags(tags)), instance);

    private TResult Apart<TResult>(Func<TResult> function)
    {
        TResult result = default!;
        OffScheduler.Run(instance, () => result = function());
        return result;
    }

    private void Record(Action action)
    {
        if (!instance.IsReplayingHistoryEvents)
        {
            OffScheduler.Run(instance, action);
        }
    }

    private sealed class Counter<T>(MetricCounter<T> inner, ReplaySafeMeter meter)
        : MetricCounter<T>(inner.Name, inner.Unit, inner.Description)
        where T : struct
    {
        public override void Add(T value, IEnumerable<KeyValuePair<string, object>>? extraTags) =>
            meter.Record(() => inner.Add(value, extraTags));

        public override MetricCounter<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
            new Counter<T>(meter.Apart(() => inner.WithTags(tags)), meter);
    }

    private sealed class Histogram<T>(MetricHistogram<T> inner, ReplaySafeMeter meter)
        : MetricHistogram<T>(inner.Name, inner.Unit, inner.Description)
        where T : struct
    {
        public override void Record(T value, IEnumerable<KeyValuePair<string, object>>? extraTags) =>
            meter.Record(() => inner.Record(value, extraTags));

        public override MetricHistogram<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
            new Histogram<T>(meter.Apart(() => inner.WithTags(tags)), meter);
    }

    private sealed class Gauge<T>(MetricGauge<T> inner, ReplaySafeMeter meter)
        : MetricGauge<T>(inner.Name, inner.Unit, inner.Description)
        where T : struct
    {
        public override void Set(T value, IEnumerable<KeyValuePair<string, object>>? extraTags) =>
            meter.Record(() => inner.Set(value, extraTags));

        public override MetricGauge<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
            new Gauge<T>(meter.Apart(() => inner.WithTags(tags)), meter);
    }
}
