using System.Net;

namespace Cairn.Client.Grpc;

/// <summary>The socket settings of a channel.</summary>
internal static class GrpcHandler
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Histories are long: with the default of 64 KiB a page would take many round trips.
    private const int StreamWindowBytes = 1 << 20;

    public static SocketsHttpHandler Create(CairnConnectionOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            // A server may allow 100 calls for each connection; long polls would use them up.
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = StreamWindowBytes,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ActivityHeadersPropagator = null,
        };
        if (options.KeepAlive is { } keepAlive)
        {
            handler.KeepAlivePingDelay = keepAlive.Interval;
            handler.KeepAlivePingTimeout = keepAlive.Timeout;
            handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        }

        if (options.HttpConnectProxy is { } proxy)
        {
            handler.ConnectCallback = new ProxyTunnel(proxy).OpenAsync;
        }

        if (options.DnsLoadBalancing is { } balancing)
        {
            handler.PooledConnectionLifetime = balancing.ResolutionInterval;
        }

        if (GrpcTarget.UsesTls(options))
        {
            handler.SslOptions = TlsHandshake.Of(options.Tls ?? new());
        }

        return handler;
    }
}
