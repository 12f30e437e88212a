using System.Net.Sockets;
using System.Text;

namespace Cairn.Client.Grpc;

/// <summary>
/// Opens connections through an HTTP proxy by the method CONNECT (RFC 9110, section 9.3.6). The proxy settings of .NET
/// do so for encrypted connections only.
/// </summary>
internal sealed class ProxyTunnel
{
    private const int MaxHeadBytes = 16 * 1024;

    private static readonly byte[] s_endOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Uri proxy;
    private readonly string authorization;

    /// <exception cref="ArgumentException">The target of the proxy is not of the form host:port.</exception>
    public ProxyTunnel(HttpConnectProxyOptions options)
    {
        proxy = GrpcTarget.ToUri(options.TargetHost, Uri.UriSchemeHttp, "HttpConnectProxy.TargetHost");
        authorization = options.BasicAuth is var (username, password)
            ? "Proxy-Authorization: Basic "
                + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")) + "\r\n"
            : string.Empty;
    }

    /// <summary>Connects to the proxy, which connects to the server.</summary>
    /// <exception cref="HttpRequestException">The proxy cannot be reached, or it refuses.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(proxy.DnsSafeHost, proxy.Port, cancellationToken).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var server = $"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}";
            var request = $"CONNECT {server} HTTP/1.1\r\nHost: {server}\r\n{authorization}\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);
            Check(await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false));
            return stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e is SocketException or IOException
                ? new HttpRequestException($"The proxy {proxy.Authority} cannot be reached: {e.Message}", e)
                : e;
        }
    }

    private void Check(string head)
    {
        var line = head[..head.IndexOf('\r', StringComparison.Ordinal)];
        var parts = line.Split(' ', 3);
        var isAnswer = parts.Length > 1 && parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal);
        if (!isAnswer || parts[1] is not ['2', _, _])
        {
            throw new HttpRequestException(
                $"The proxy {proxy.Authority} answered CONNECT with '{line}', but 200 was expected");
        }
    }

    /// <summary>Reads to the end of the head and no further: what follows is the server's.</summary>
    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHeadBytes];
        for (var length = 0; length < head.Length; length++)
        {
            await stream.ReadExactlyAsync(head.AsMemory(length, 1), cancellationToken).ConfigureAwait(false);
            if (head.AsSpan(0, length + 1).EndsWith(s_endOfHead))
            {
                return Encoding.Latin1.GetString(head, 0, length + 1);
            }
        }

        throw new HttpRequestException($"The proxy's answer to CONNECT is longer than {MaxHeadBytes} bytes");
    }
}
