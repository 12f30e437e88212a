using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Cairn.Client.Grpc;

/// <summary>
/// Finds out whether a connection failed because one side speaks TLS and the other does not: it asks the server in the
/// other way, once. What the two sides say of each other's bytes would be a riddle.
/// </summary>
internal static class TlsMismatch
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(2);

    // What an HTTP/2 client begins with (RFC 9113, section 3.4), and an empty SETTINGS frame.
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    /// <summary>Which side speaks TLS and which does not; null if that is not what is wrong.</summary>
    /// <param name="server">The address that was called.</param>
    /// <param name="failure">How the call failed.</param>
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
                    ? $"The client speaks TLS, but the server at {server.Authority} does not: leave Tls unset (an API "
                        + "key turns it on), or turn TLS on at the server."
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

    /// <summary>Whether the server answers HTTP/2 with a SETTINGS frame, as each must.</summary>
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
                    // Only whether the server has a certificate is of interest: none is trusted, nothing is sent.
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
            // As it must end.
        }

        return hasCertificate;
    }
}
