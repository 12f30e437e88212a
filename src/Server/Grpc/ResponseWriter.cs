using System.Globalization;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>Writes answers. It does not flush, so that headers, message and trailers leave together.</summary>
internal static class ResponseWriter
{
    /// <summary>The limit of encoded headers: clients of some languages accept no more than 16 KiB.</summary>
    private const int MaxDetailBytes = 4_000;

    /// <summary>Writes a message, and OK in the trailers.</summary>
    public static void Write(HttpContext http, IMessage message)
    {
        MessageFrame.Write(message, http.Response.BodyWriter);
        http.Response.AppendTrailer(GrpcHeaders.Status, "0");
    }

    /// <summary>Writes a status without a message, into the headers.</summary>
    public static void Write(HttpContext http, RpcException refused)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var headers = http.Response.Headers;
        var message = Clipped.Message(refused.Message);
        headers[GrpcHeaders.Status] = ((int)refused.Code).ToString(CultureInfo.InvariantCulture);
        headers[GrpcHeaders.Message] = PercentEncoding.Encode(message);
        if (refused.Detail is { } detail)
        {
            headers[GrpcHeaders.StatusDetails] = StatusDetails.ToText(
                refused.Code, message, detail.CalculateSize() <= MaxDetailBytes ? detail : Emptied(detail));
        }
    }

    // SDKs distinguish failures by the type of the detail, so at least the type is kept.
    private static IMessage Emptied(IMessage detail) => detail.Descriptor.Parser.ParseFrom(ByteString.Empty);
}
