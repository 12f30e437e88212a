using System.Buffers.Binary;
using System.Globalization;
using Cairn.Api.Rpc;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>Writes answers. Nothing is flushed: headers, message and trailers leave together.</summary>
internal static class ResponseWriter
{
    private const int HeadBytes = 5;

    /// <summary>Clients of some languages take no more than 16 KiB of headers, encoded.</summary>
    private const int MaxDetailBytes = 4_000;

    /// <summary>A message, and OK in the trailers.</summary>
    public static void Write(HttpContext http, IMessage message)
    {
        var size = message.CalculateSize();
        var span = http.Response.BodyWriter.GetSpan(HeadBytes + size)[..(HeadBytes + size)];
        span[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)size);
        message.WriteTo(span[HeadBytes..]);
        http.Response.BodyWriter.Advance(span.Length);
        http.Response.AppendTrailer("grpc-status", "0");
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
        headers["grpc-status"] = ((int)refused.Code).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = PercentEncoding.Encode(message);
        if (refused.Detail is { } detail)
        {
            var status = new Status
            {
                Code = (int)refused.Code,
                Message = message,
                Details = { Any.Pack(detail.CalculateSize() <= MaxDetailBytes ? detail : Emptied(detail)) },
            };
            headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
        }
    }

    // SDKs tell failures apart by the type of the detail, so that much of it is kept.
    private static IMessage Emptied(IMessage detail) => detail.Descriptor.Parser.ParseFrom(ByteString.Empty);
}
