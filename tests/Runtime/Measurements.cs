using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Cairn.Tests.Runtime;

/// <summary>Listens to the meters of the engine, as the OpenTelemetry of a host does.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> counted = new();
    private readonly ConcurrentDictionary<string, double> observed = new();

    public Measurements()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name.StartsWith("Cairn.", StringComparison.Ordinal))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All series that have a value, without those that are observed.</summary>
    public IEnumerable<string> Counted => counted.Keys;

    /// <summary>A counter, or the sum of a histogram, since the listener began; 0 if nothing was counted.</summary>
    public double Sum(string series) => counted.GetValueOrDefault(series);

    /// <summary>How many values a histogram got since the listener began.</summary>
    public double Count(string series) => counted.GetValueOrDefault($"{series} count");

    /// <summary>What is observed now, by series.</summary>
    public IReadOnlyDictionary<string, double> Observe()
    {
        observed.Clear();
        listener.RecordObservableInstruments();
        return new Dictionary<string, double>(observed);
    }

    /// <summary>Observes until a series has a value.</summary>
    public async Task<double> ObserveAsync(string series)
    {
        using var limit = new CancellationTokenSource(Harness.WaitLimit);
        while (true)
        {
            if (Observe().TryGetValue(series, out var value))
            {
                return value;
            }

            await Task.Delay(1, limit.Token);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        var series = labels.Length == 0 ? instrument.Name : $"{instrument.Name}{{{labels}}}";
        if (instrument.IsObservable)
        {
            observed.AddOrUpdate(series, value, (_, before) => before + value);
            return;
        }

        counted.AddOrUpdate(series, value, (_, before) => before + value);
        if (instrument is Histogram<double> or Histogram<long>)
        {
            counted.AddOrUpdate($"{series} count", 1, (_, before) => before + 1);
        }
    }
}
