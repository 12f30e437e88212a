using System.Buffers;
using System.Buffers.Binary;
using Cairn.Exceptions;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Protocol.Grpc;

/// <summary>
/// The frame of the one message of a unary call: a byte that says whether it is compressed, its length, its bytes.
/// </summary>
internal static class MessageFrame
{
    /// <summary>The bytes before the message.</summary>
    public const int HeadBytes = 5;

    /// <summary>The default limit of gRPC servers for a request, in bytes.</summary>
    public const int MaxRequestBytes = 4 << 20;

    // Below this size compression costs more than it saves.
    private const int PackFromBytes = 16 << 10;

    /// <summary>Writes a frame that is not compressed.</summary>
    public static void Write(IMessage message, IBufferWriter<byte> output)
    {
        var size = message.CalculateSize();
        var frame = output.GetSpan(HeadBytes + size)[..(HeadBytes + size)];
        WriteHead(frame, isPacked: false);
        message.WriteTo(frame[HeadBytes..]);
        output.Advance(frame.Length);
    }

    /// <summary>A frame whose message is compressed if it is large.</summary>
    public static ArraySegment<byte> Pack(IMessage message)
    {
        var frame = Of(message);
        if (frame.Count < HeadBytes + PackFromBytes)
        {
            return frame;
        }

        using var packed = new MemoryStream();
        packed.SetLength(HeadBytes);
        packed.Position = HeadBytes;
        Gzip.Pack(frame.AsSpan(HeadBytes), packed);
        var written = new ArraySegment<byte>(packed.GetBuffer(), 0, (int)packed.Length);
        WriteHead(written, isPacked: true);
        return written;
    }

    /// <summary>A frame that is not compressed.</summary>
    public static ArraySegment<byte> Of(IMessage message)
    {
        var frame = new byte[HeadBytes + message.CalculateSize()];
        WriteHead(frame, isPacked: false);
        message.WriteTo(frame.AsSpan(HeadBytes));
        return frame;
    }

    /// <summary>Reads the length of the message, possibly compressed, from the head of its frame.</summary>
    /// <exception cref="RpcException">It is larger than <paramref name="maxBytes"/>.</exception>
    public static int ReadLength(ReadOnlySpan<byte> head, int maxBytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
        return length <= maxBytes ? (int)length : throw TooLarge(length, maxBytes);
    }

    /// <summary>The message of a frame, decompressed.</summary>
    /// <param name="format">The first byte of the frame.</param>
    /// <param name="encoding">The header grpc-encoding; null if there is none.</param>
    /// <param name="content">What follows the head.</param>
    /// <param name="maxBytes">The size limit of the decompressed message.</param>
    /// <param name="ofUnknownEncoding">
    /// The error code for an unknown encoding, which differs between servers and clients.
    /// </param>
    /// <exception cref="RpcException">It is too large, broken, or packed in an unknown way.</exception>
    public static ReadOnlyMemory<byte> Unpack(
        byte format, string? encoding, ReadOnlyMemory<byte> content, int maxBytes, StatusCode ofUnknownEncoding) =>
        (format, encoding) switch
        {
            (0, _) => content,
            (1, Gzip.Name) => Gzip.Unpack(content, maxBytes),
            (1, null or "" or "identity") =>
                throw Broken("grpc: compressed flag set with identity or empty encoding"),
            (1, _) => throw new RpcException(
                ofUnknownEncoding,
                $"grpc: Decompressor is not installed for grpc-encoding \"{Clipped.Echo(encoding)}\""),
            _ => throw Broken($"grpc: received unexpected payload format {format}"),
        };

    /// <summary>The error for a message that is larger than the limit.</summary>
    public static RpcException TooLarge(long bytes, int maxBytes) => new(
        StatusCode.ResourceExhausted, $"grpc: received message larger than max ({bytes} vs. {maxBytes})");

    /// <summary>The error for a stream that ended in the middle of a frame.</summary>
    public static RpcException Incomplete() => Broken("unexpected EOF");

    /// <summary>The error for a stream with more than one frame.</summary>
    public static RpcException MoreThanOne() => Broken("Received more than one message of a unary call.");

    private static void WriteHead(Span<byte> frame, bool isPacked)
    {
        frame[0] = isPacked ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(frame[1..], (uint)(frame.Length - HeadBytes));
    }

    private static RpcException Broken(string text) => new(StatusCode.Internal, text);
}
