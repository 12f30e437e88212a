using System.Diagnostics.Metrics;
using Cairn.Common;
using Cairn.Extensions.DiagnosticSource;

namespace Cairn.Runtime;

/// <summary>
/// The metrics of the clients and workers that are given it by their connection. It owns no threads and needs no end.
/// </summary>
public sealed class CairnRuntime
{
    private static readonly Lazy<CairnRuntime> Shared = new(() => new(new CairnRuntimeOptions()));
    private static readonly CustomMetricMeter Instruments = new(new Meter("Cairn"));

    /// <summary>Creates a runtime.</summary>
    /// <param name="options">The options; later changes have no effect.</param>
    public CairnRuntime(CairnRuntimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionValues.NotNull(options.Telemetry);
        var metrics = options.Telemetry.Metrics;
        var meter = metrics?.CustomMetricMeter ?? Instruments;
        var tags = (metrics?.GlobalTags ?? []).Select(tag => KeyValuePair.Create(tag.Key, (object)tag.Value));
        var form = metrics?.CustomMetricMeterOptions ?? new();
        var format = OptionValues.Known(form.HistogramDurationFormat);
        MetricMeter = new RuntimeMetricMeter(meter, meter.CreateTags(null, [.. tags]), format);
    }

    /// <summary>The runtime of connections that have no other.</summary>
    public static CairnRuntime Default => Shared.Value;

    /// <summary>Creates metrics that have the global tags alone.</summary>
    public MetricMeter MetricMeter { get; }
}
