using System.Buffers;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>Reads the one message of a unary call.</summary>
internal static class RequestReader
{
    /// <summary>Reads the message, to the end of the stream.</summary>
    /// <exception cref="RpcException">The message is too large, or there is not exactly one.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            var length = CheckLength(read.Buffer, maxBytes);
            if (length is { } bytes && read.Buffer.Length > MessageFrame.HeadBytes + bytes)
            {
                throw MessageFrame.MoreThanOne();
            }

            if (read.IsCompleted)
            {
                // The connection reuses the bytes after this read.
                ReadOnlyMemory<byte> frame = read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return length is { } whole && frame.Length == MessageFrame.HeadBytes + whole
                    ? Unpack(frame, request, maxBytes)
                    : throw MessageFrame.Incomplete();
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static int? CheckLength(ReadOnlySequence<byte> buffer, int maxBytes)
    {
        if (buffer.Length < MessageFrame.HeadBytes)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[MessageFrame.HeadBytes];
        buffer.Slice(0, MessageFrame.HeadBytes).CopyTo(head);
        return MessageFrame.ReadLength(head, maxBytes);
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> frame, HttpRequest request, int maxBytes) =>
        MessageFrame.Unpack(
            frame.Span[0],
            request.Headers[GrpcHeaders.Encoding].ToString(),
            frame[MessageFrame.HeadBytes..],
            maxBytes,
            RpcException.StatusCode.Unimplemented);
}
