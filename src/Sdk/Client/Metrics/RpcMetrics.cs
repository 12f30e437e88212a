using System.Collections.Concurrent;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Logging;

namespace Cairn.Client.Metrics;

/// <summary>
/// What a connection measures of its calls, each attempt for itself, by the names that Temporal's SDKs have for it. A
/// meter that throws costs the value, never the call.
/// </summary>
/// <param name="meter">Creates metrics with the tags that all have in common.</param>
/// <param name="time">The clock.</param>
internal sealed class RpcMetrics(MetricMeter meter, TimeProvider time)
{
    private readonly ConcurrentDictionary<RpcKind, KindMetrics> kinds = new();

    /// <summary>A moment, for <see cref="Ended"/>.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>A call was made.</summary>
    public void Began(RpcKind kind)
    {
        try
        {
            Of(kind).Requests.Add(1);
        }
        catch (Exception e)
        {
            LogFaults.ReportMeter(e);
        }
    }

    /// <summary>A call has ended.</summary>
    /// <param name="kind">What it was.</param>
    /// <param name="begun">When it was made.</param>
    /// <param name="error">How it failed; null if it succeeded.</param>
    public void Ended(RpcKind kind, long begun, Exception? error)
    {
        try
        {
            var metrics = Of(kind);
            metrics.Latency.Record(time.GetElapsedTime(begun));
            if (error is not null && !(kind.IsLong && IsEndOfWaiting(error)))
            {
                metrics.Failures.GetOrAdd(StatusOf(error), metrics.NewFailures).Add(1);
            }
        }
        catch (Exception e)
        {
            LogFaults.ReportMeter(e);
        }
    }

    private static bool IsEndOfWaiting(Exception error) => error is OperationCanceledException
        or RpcException { Code: RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled };

    // As in Temporal's SDKs: NOT_FOUND.
    private static string StatusOf(Exception error)
    {
        var code = error switch
        {
            RpcException rpc => rpc.Code,
            OperationCanceledException => RpcException.StatusCode.Cancelled,
            _ => RpcException.StatusCode.Unknown,
        };
        var words = $"{code}".SelectMany(
            (letter, place) => place > 0 && char.IsAsciiLetterUpper(letter) ? new[] { '_', letter } : [letter]);
        return string.Concat(words).ToUpperInvariant();
    }

    private KindMetrics Of(RpcKind kind) => kinds.GetOrAdd(kind, static (kind, meter) => new(kind, meter), meter);

    private sealed class KindMetrics
    {
        public KindMetrics(RpcKind kind, MetricMeter meter)
        {
            var tagged = meter.WithTags([
                new("operation", kind.Operation),
                .. kind.Namespace is { } name ? [new("namespace", name)] : Array.Empty<KeyValuePair<string, object>>(),
            ]);
            var prefix = kind.IsLong ? "temporal_long_request" : "temporal_request";
            Requests = tagged.CreateCounter<long>(prefix);
            Latency = tagged.CreateHistogram<TimeSpan>($"{prefix}_latency");
            NewFailures = status =>
                tagged.WithTags([new("status_code", status)]).CreateCounter<long>($"{prefix}_failure");
        }

        public MetricCounter<long> Requests { get; }

        public MetricHistogram<TimeSpan> Latency { get; }

        public ConcurrentDictionary<string, MetricCounter<long>> Failures { get; } = new();

        public Func<string, MetricCounter<long>> NewFailures { get; }
    }
}
