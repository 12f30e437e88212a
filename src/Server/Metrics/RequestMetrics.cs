using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cairn.Exceptions;

namespace Cairn.Server.Metrics;

/// <summary>The metrics of calls.</summary>
internal static class RequestMetrics
{
    private static readonly Meter Meter = new("Cairn.Server");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "cairn_requests_total", description: "Calls that were answered, by rpc and gRPC code.");

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "cairn_request_seconds", description: "How long calls took, the wait of long polls included.");

    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>(
        "cairn_open_requests", description: "Calls that are open now, long polls among them.");

    /// <summary>Records the start of a call.</summary>
    /// <returns>The start time, for <see cref="End"/>.</returns>
    public static long Begin(string rpc)
    {
        Open.Add(1, Tag(rpc));
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Records the end of a call.</summary>
    public static void End(string rpc, long began, RpcException.StatusCode code)
    {
        Open.Add(-1, Tag(rpc));
        Requests.Add(1, Tag(rpc), new("code", code.ToString()));
        Latency.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, Tag(rpc));
    }

    private static KeyValuePair<string, object?> Tag(string rpc) => new("rpc", rpc);
}
