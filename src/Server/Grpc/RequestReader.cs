using System.Buffers;
using System.Buffers.Binary;
using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>Reads the one message of a unary call: a byte that says whether it is packed, length, bytes.</summary>
internal static class RequestReader
{
    private const int HeadBytes = 5;

    /// <summary>Reads it, to the end of the stream.</summary>
    /// <exception cref="RpcException">It is too large, or there is not exactly one.</exception>
    public static async Task<ReadOnlySequence<byte>> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            var length = CheckLength(read.Buffer, maxBytes);
            if (length is { } bytes && read.Buffer.Length > HeadBytes + bytes)
            {
                throw Broken("Received more than one message of a unary call.");
            }

            if (read.IsCompleted)
            {
                // The bytes belong to the connection, which takes them back as soon as they are read.
                var message = new ReadOnlySequence<byte>(read.Buffer.ToArray());
                body.AdvanceTo(read.Buffer.End);
                return length is { } whole && message.Length == HeadBytes + whole
                    ? Unpack(message, request, maxBytes)
                    : throw Broken("unexpected EOF");
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static uint? CheckLength(ReadOnlySequence<byte> buffer, int maxBytes)
    {
        if (buffer.Length < HeadBytes)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        buffer.Slice(0, HeadBytes).CopyTo(head);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
        return length <= maxBytes
            ? length
            : throw new RpcException(
                RpcException.StatusCode.ResourceExhausted,
                $"grpc: received message larger than max ({length} vs. {maxBytes})");
    }

    private static ReadOnlySequence<byte> Unpack(ReadOnlySequence<byte> message, HttpRequest request, int maxBytes)
    {
        var content = message.Slice(HeadBytes);
        var encoding = request.Headers["grpc-encoding"].ToString();
        return (message.FirstSpan[0], encoding) switch
        {
            (0, _) => content,
            (1, "gzip") => Gzip.Unpack(content, maxBytes),
            (1, "" or "identity") => throw Broken("grpc: compressed flag set with identity or empty encoding"),
            (1, _) => throw new RpcException(
                RpcException.StatusCode.Unimplemented,
                $"grpc: Decompressor is not installed for grpc-encoding \"{Clipped.Echo(encoding)}\""),
            var (format, _) => throw Broken($"grpc: received unexpected payload format {format}"),
        };
    }

    private static RpcException Broken(string text) => new(RpcException.StatusCode.Internal, text);
}
