using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cairn.Exceptions;

namespace Cairn.Server.Metrics;

/// <summary>The metrics of calls and connections.</summary>
internal static class RequestMetrics
{
    private static readonly Meter Meter = new("Cairn.Server");

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries =
            [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "cairn_requests_total", description: "Calls that were answered, by rpc and gRPC code.");

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "cairn_request_seconds",
        unit: null,
        "How long calls took, the wait of long polls included, in seconds.",
        tags: null,
        Durations);

    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>(
        "cairn_open_requests", description: "Calls that are open now, long polls among them.");

    private static readonly Counter<long> ServiceRequests = Meter.CreateCounter<long>(
        "service_requests", description: "Calls that came in, by operation.");

    private static readonly Counter<long> ServiceErrors = Meter.CreateCounter<long>(
        "service_errors", description: "Calls that failed for a reason that callers are not to blame for.");

    private static readonly Counter<long> ServiceErrorsByType = Meter.CreateCounter<long>(
        "service_error_with_type", description: "Calls that were answered with an error, by gRPC code.");

    private static readonly Histogram<double> ServiceLatency = Meter.CreateHistogram<double>(
        "service_latency",
        unit: null,
        "How long calls took, the wait of long polls included, in seconds, by operation.",
        tags: null,
        Durations);

    private static readonly UpDownCounter<long> Connections = Meter.CreateUpDownCounter<long>(
        "service_grpc_conn_active", description: "Connections that are open now.");

    private static readonly Counter<long> AcceptedConnections = Meter.CreateCounter<long>(
        "service_grpc_conn_accepted", description: "Connections that were opened.");

    private static readonly Counter<long> ClosedConnections = Meter.CreateCounter<long>(
        "service_grpc_conn_closed", description: "Connections that were closed.");

    static RequestMetrics()
    {
        // Without a constructor, the instruments would not be there before the first call.
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    /// <summary>Records the start of a call.</summary>
    /// <returns>The start time, for <see cref="End"/>.</returns>
    public static long Begin(string rpc)
    {
        Open.Add(1, Tag(rpc));
        ServiceRequests.Add(1, Operation(rpc));
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Records the end of a call.</summary>
    public static void End(string rpc, long began, RpcException.StatusCode code)
    {
        Open.Add(-1, Tag(rpc));
        var name = Enum.GetName(code) ?? nameof(RpcException.StatusCode.Unknown);
        Requests.Add(1, Tag(rpc), new("code", name));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Latency.Record(seconds, Tag(rpc));
        ServiceLatency.Record(seconds, Operation(rpc));
        // A series that is there before the first error lets a rate see that one.
        ServiceErrors.Add(IsOfServer(code) ? 1 : 0, Operation(rpc));
        if (code != RpcException.StatusCode.OK)
        {
            ServiceErrorsByType.Add(1, Operation(rpc), new("error_type", name));
        }
    }

    /// <summary>Records that a connection was opened.</summary>
    public static void Connect()
    {
        AcceptedConnections.Add(1);
        Connections.Add(1);
    }

    /// <summary>Records that a connection was closed.</summary>
    public static void Disconnect()
    {
        ClosedConnections.Add(1);
        Connections.Add(-1);
    }

    private static bool IsOfServer(RpcException.StatusCode code) => code
        is RpcException.StatusCode.Unknown or RpcException.StatusCode.DeadlineExceeded
        or RpcException.StatusCode.Internal or RpcException.StatusCode.Unavailable
        or RpcException.StatusCode.DataLoss;

    private static KeyValuePair<string, object?> Tag(string rpc) => new("rpc", rpc);

    private static KeyValuePair<string, object?> Operation(string rpc) => new("operation", rpc);
}
