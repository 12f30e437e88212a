using System.Globalization;
using System.Net.Http.Headers;
using Cairn.Api.Rpc;
using Cairn.Exceptions;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client.Grpc;

/// <summary>The status of a call, as headers or trailers tell it.</summary>
internal static class GrpcStatus
{
    /// <summary>Throws what a server said instead of an answer.</summary>
    public static void ThrowIfRefused(HttpHeaders headers)
    {
        if (headers.Contains("grpc-status"))
        {
            ThrowUnlessOk(headers);
        }
    }

    /// <summary>Throws unless the call succeeded.</summary>
    public static void ThrowUnlessOk(HttpHeaders headers)
    {
        if (Value(headers, "grpc-status") is not { } text)
        {
            throw new RpcException(StatusCode.Internal, "server closed the stream without sending trailers");
        }

        var isCode = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Enum.IsDefined((StatusCode)number);
        var code = isCode ? (StatusCode)number : StatusCode.Unknown;
        if (code != StatusCode.OK)
        {
            var message = Uri.UnescapeDataString(Value(headers, "grpc-message") ?? string.Empty);
            throw new RpcException(code, message, Detail(Value(headers, "grpc-status-details-bin")));
        }
    }

    // Details are an extra: whatever is wrong with them, code and message are what the server said.
    private static IMessage? Detail(string? base64)
    {
        if (base64 is null)
        {
            return null;
        }

        try
        {
            var padded = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
            var status = Status.Parser.ParseFrom(Convert.FromBase64String(padded));
            return ErrorDetails.First(status.Details);
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string? Value(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
