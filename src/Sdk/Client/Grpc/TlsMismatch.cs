using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Cairn.Client.Grpc;

/// <summary>
/// Finds out whether a connection failed because only one side speaks TLS: it connects once more in the other way. The
/// errors that the two sides raise about each other's bytes do not say so.
/// </summary>
internal static class TlsMismatch
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(2);

    // The connection preface of an HTTP/2 client (RFC 9113, section 3.4) with an empty SETTINGS frame.
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    /// <summary>The error text that says which side speaks TLS; null if both sides agree.</summary>
    /// <param name="server">The address that was called.</param>
    /// <param name="failure">The failure of the call.</param>
    /// <param name="time">The clock.</param>
    public static async Task<string?> FindAsync(Uri server, Exception failure, TimeProvider time)
    {
        if (!IsOfHandshake(failure))
        {
            return null;
        }

        var isEncrypted = server.Scheme == Uri.UriSchemeHttps;
        using var deadline = new CancellationTokenSource(WaitLimit, time);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(server.Host, server.Port, deadline.Token).ConfigureAwait(false);
            var stream = socket.GetStream();
            await using var closing = stream.ConfigureAwait(false);
            return isEncrypted
                ? await SpeaksPlainAsync(stream, deadline.Token).ConfigureAwait(false)
                    ? $"The client speaks TLS, but the server at {server.Authority} does not: set "
                        + "Tls.Disabled (an API key turns TLS on), or turn TLS on at the server."
                    : null
                : await SpeaksTlsAsync(stream, server.Host, deadline.Token).ConfigureAwait(false)
                    ? $"The server at {server.Authority} speaks TLS, but the client does not: set Tls in its options."
                    : null;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    private static bool IsOfHandshake(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.HttpProtocolError
            or HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse
            or HttpRequestError.VersionNegotiationError or HttpRequestError.Unknown,
    };

    /// <summary>Whether the server answers HTTP/2 with a SETTINGS frame, as every HTTP/2 server must.</summary>
    private static async Task<bool> SpeaksPlainAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        const byte Settings = 4;
        await stream.WriteAsync(Preface, cancellationToken).ConfigureAwait(false);
        var head = new byte[9];
        await stream.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        return head[3] == Settings;
    }

    private static async Task<bool> SpeaksTlsAsync(
        NetworkStream stream, string host, CancellationToken cancellationToken)
    {
        var hasCertificate = false;
        var tls = new SslStream(stream);
        await using var closing = tls.ConfigureAwait(false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    // Only whether the server has a certificate matters: none is trusted, and no data is sent.
                    RemoteCertificateValidationCallback = (_, _, _, _) =>
                    {
                        hasCertificate = true;
                        return false;
                    },
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException)
        {
            // Expected, because no certificate is trusted.
        }

        return hasCertificate;
    }
}
