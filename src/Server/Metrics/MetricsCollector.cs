using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Cairn.Server.Metrics;

/// <summary>Collects the measurements of all meters of this process whose names begin with <c>Cairn.</c>.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> instruments = new();
    private readonly MeterListener listener = new();

    public MetricsCollector()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name.StartsWith("Cairn.", StringComparison.Ordinal))
            {
                instruments.TryAdd(instrument, new());
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All values in Prometheus' text format, version 0.0.4.</summary>
    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        var inOrder = instruments.ToArray().OrderBy(pair => pair.Key.Name, StringComparer.Ordinal);
        foreach (var (instrument, series) in inOrder)
        {
            var name = instrument.Name;
            text.Append($"# HELP {name} {instrument.Description}\n# TYPE {name} {TypeOf(instrument)}\n");
            foreach (var (_, one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (instrument is Histogram<double>)
                {
                    one.WriteHistogram(text, name);
                }
                else
                {
                    one.WriteValue(text, name);
                }
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private static string TypeOf(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        Counter<long> or ObservableCounter<long> => "counter",
        _ => "gauge",
    };

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // All label values are names from the code, so they need no escaping.
        var labels = new StringBuilder();
        foreach (var (label, text) in tags)
        {
            labels.Append($"{(labels.Length == 0 ? "" : ",")}{label}=\"{text}\"");
        }

        var series = instruments[instrument].GetOrAdd(labels.ToString(), text => new MetricSeries(text));
        switch (instrument)
        {
            case Histogram<double>:
                series.Observe(value);
                break;
            case { IsObservable: true }:
                series.Set(value);
                break;
            default:
                series.Add(value);
                break;
        }
    }
}
