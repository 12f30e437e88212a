using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Cairn.Server.Metrics;

/// <summary>Collects the measurements of all meters of this process whose names begin with <c>Cairn.</c>.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly ConcurrentDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private readonly Lock collecting = new();

    public MetricsCollector()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name.StartsWith("Cairn.", StringComparison.Ordinal))
            {
                var family = families.GetOrAdd(instrument.Name, static (_, made) => new MetricFamily(made), instrument);
                listening.EnableMeasurementEvents(instrument, family);
            }
        };
        listener.SetMeasurementEventCallback<int>(
            static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        listener.SetMeasurementEventCallback<long>(
            static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        listener.SetMeasurementEventCallback<double>(
            static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        listener.Start();
    }

    /// <summary>All values in Prometheus' text format, version 0.0.4.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        lock (collecting) // Observed values are forgotten and measured again, by one caller at a time.
        {
            foreach (var (_, family) in families)
            {
                family.Reset();
            }

            listener.RecordObservableInstruments();
            foreach (var family in families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();
}
