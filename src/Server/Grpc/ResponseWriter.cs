using System.Globalization;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>Writes answers. Nothing is flushed: headers, message and trailers leave together.</summary>
internal static class ResponseWriter
{
    /// <summary>Clients of some languages take no more than 16 KiB of headers, encoded.</summary>
    private const int MaxDetailBytes = 4_000;

    /// <summary>A message, and OK in the trailers.</summary>
    public static void Write(HttpContext http, IMessage message)
    {
        MessageFrame.Write(message, http.Response.BodyWriter);
        http.Response.AppendTrailer(GrpcHeaders.Status, "0");
    }

    /// <summary>A status alone, which goes into the headers as nothing follows them.</summary>
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

    // SDKs tell failures apart by the type of the detail, so that much of it is kept.
    private static IMessage Emptied(IMessage detail) => detail.Descriptor.Parser.ParseFrom(ByteString.Empty);
}
