using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Cairn.Exceptions;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client.Grpc;

/// <summary>The one message of a unary call: a byte that says whether it is packed, its length, its bytes.</summary>
internal static class MessageFrame
{
    private const int HeadBytes = 5;

    // Below this size packing costs more than it saves.
    private const int PackFromBytes = 16 << 10;

    /// <summary>The frame of a request.</summary>
    public static HttpContent Write(IMessage message, bool compress)
    {
        var size = message.CalculateSize();
        var frame = new byte[HeadBytes + size];
        message.WriteTo(frame.AsSpan(HeadBytes));
        if (compress && size >= PackFromBytes)
        {
            return Pack(frame.AsSpan(HeadBytes));
        }

        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)size);
        return new ByteArrayContent(frame);
    }

    /// <summary>Reads the answer to its end; null if there is none.</summary>
    /// <exception cref="RpcException">It is too large, broken, or packed in an unknown way.</exception>
    public static async Task<TResponse?> ReadAsync<TResponse>(
        Stream body, string? encoding, int maxBytes, CancellationToken end)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var head = new byte[HeadBytes];
        var count = await body.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, end).ConfigureAwait(false);
        if (count == 0)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(1));
        if (count < HeadBytes)
        {
            throw Broken();
        }

        if (length > maxBytes)
        {
            throw new RpcException(
                StatusCode.ResourceExhausted, $"grpc: received message larger than max ({length} vs. {maxBytes})");
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var content = rented.AsMemory(0, (int)length);
            var got = await body.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, end)
                .ConfigureAwait(false);
            if (got < content.Length)
            {
                throw Broken();
            }

            // Trailers are there only when the body was read to its end.
            if (await body.ReadAsync(head, end).ConfigureAwait(false) > 0)
            {
                throw new RpcException(StatusCode.Internal, "Received more than one message of a unary call.");
            }

            return Parse<TResponse>(head[0], encoding, content.Span, maxBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static RpcException Broken() => new(StatusCode.Internal, "unexpected EOF");

    private static TResponse Parse<TResponse>(byte format, string? encoding, ReadOnlySpan<byte> content, int maxBytes)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var answer = new TResponse();
        try
        {
            switch (format, encoding)
            {
                case (0, _):
                    answer.MergeFrom(content);
                    return answer;
                case (1, "gzip"):
                    answer.MergeFrom(Unpack(content, maxBytes));
                    return answer;
                case (1, _):
                    throw new RpcException(
                        StatusCode.Internal, $"grpc: Decompressor is not installed for grpc-encoding \"{encoding}\"");
                default:
                    throw new RpcException(
                        StatusCode.Internal, $"grpc: received unexpected payload format {format}");
            }
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new RpcException(
                StatusCode.Internal, $"grpc: failed to unmarshal the received message: {e.Message}");
        }
    }

    private static ByteArrayContent Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        packed.SetLength(HeadBytes);
        packed.Position = HeadBytes;
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        var frame = packed.GetBuffer();
        frame[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)(packed.Length - HeadBytes));
        return new ByteArrayContent(frame, 0, (int)packed.Length);
    }

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed, int maxBytes)
    {
        using var stream = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var unpacked = new ArrayBufferWriter<byte>();
        while (stream.Read(unpacked.GetSpan(PackFromBytes)) is > 0 and var count)
        {
            unpacked.Advance(count);
            if (unpacked.WrittenCount > maxBytes)
            {
                throw new RpcException(
                    StatusCode.ResourceExhausted,
                    $"grpc: received message after decompression larger than max {maxBytes}");
            }
        }

        return unpacked.WrittenSpan;
    }
}
