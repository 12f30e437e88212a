using System.Net;
using System.Net.Sockets;
using Cairn.Exceptions;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client.Grpc;

/// <summary>Makes a status for a failure for which the server sent none.</summary>
internal static class TransportFailure
{
    // Error codes of RFC 9113, section 7, with the statuses to which gRPC over HTTP/2 maps them.
    private const long Canceled = 8;
    private const long EnhanceYourCalm = 11;
    private const long InadequateSecurity = 12;

    /// <summary>A connection that could not be made, or that broke.</summary>
    public static RpcException ToRpcException(Exception failure)
    {
        var innermost = failure;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        var code = (innermost as HttpProtocolException)?.ErrorCode switch
        {
            Canceled => StatusCode.Cancelled,
            EnhanceYourCalm => StatusCode.ResourceExhausted,
            InadequateSecurity => StatusCode.PermissionDenied,
            _ => StatusCode.Unavailable,
        };
        return new RpcException(code, Text(failure, innermost));
    }

    private static string Text(Exception failure, Exception innermost)
    {
        var text = failure.Message.Contains(innermost.Message, StringComparison.Ordinal)
            ? failure.Message
            : $"{failure.Message} {innermost.Message}";
        return innermost is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? $"{text}: no server listens there. Start one, for instance with 'cairn server start-dev', or correct "
                + "TargetHost."
            : text;
    }

    /// <summary>An answer from something that does not speak gRPC, such as a proxy.</summary>
    public static RpcException OfHttp(HttpStatusCode status) => new(
        status switch
        {
            HttpStatusCode.BadRequest => StatusCode.Internal,
            HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
            HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
            HttpStatusCode.NotFound => StatusCode.Unimplemented,
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
            _ => StatusCode.Unknown,
        },
        $"unexpected HTTP status code received from server: {(int)status}");
}
