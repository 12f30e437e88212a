using System.Globalization;
using System.Net.Http.Headers;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client.Grpc;

/// <summary>The status of a call in its headers or trailers.</summary>
internal static class GrpcStatus
{
    /// <summary>Throws the error that a server sent instead of an answer.</summary>
    public static void ThrowIfRefused(HttpHeaders headers)
    {
        if (headers.Contains(GrpcHeaders.Status))
        {
            ThrowUnlessOk(headers);
        }
    }

    /// <summary>Throws unless the call succeeded.</summary>
    public static void ThrowUnlessOk(HttpHeaders headers)
    {
        if (Value(headers, GrpcHeaders.Status) is not { } text)
        {
            throw new RpcException(StatusCode.Internal, "server closed the stream without sending trailers");
        }

        var isCode = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Enum.IsDefined((StatusCode)number);
        var code = isCode ? (StatusCode)number : StatusCode.Unknown;
        if (code != StatusCode.OK)
        {
            var message = PercentEncoding.Decode(Value(headers, GrpcHeaders.Message) ?? string.Empty);
            var details = Value(headers, GrpcHeaders.StatusDetails);
            throw new RpcException(code, message, details is null ? null : StatusDetails.FromText(details));
        }
    }

    private static string? Value(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
