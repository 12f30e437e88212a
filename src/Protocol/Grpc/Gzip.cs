using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Cairn.Exceptions;

namespace Cairn.Protocol.Grpc;

/// <summary>Compresses and decompresses messages; decompression stops at a size limit.</summary>
internal static class Gzip
{
    /// <summary>Its name in headers.</summary>
    public const string Name = "gzip";

    private const int StepBytes = 16 << 10;

    /// <summary>Compresses bytes and appends them to a stream.</summary>
    public static void Pack(ReadOnlySpan<byte> content, MemoryStream packed)
    {
        using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(content);
    }

    /// <summary>Decompresses bytes.</summary>
    /// <exception cref="RpcException">They are too many, or these are no packed bytes.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> packed, int maxBytes)
    {
        try
        {
            using var stream = new GZipStream(StreamOf(packed), CompressionMode.Decompress);
            var unpacked = new ArrayBufferWriter<byte>();
            while (stream.Read(unpacked.GetSpan(StepBytes)) is > 0 and var count)
            {
                unpacked.Advance(count);
                if (unpacked.WrittenCount > maxBytes)
                {
                    throw new RpcException(
                        RpcException.StatusCode.ResourceExhausted,
                        $"grpc: received message after decompression larger than max {maxBytes}");
                }
            }

            return EndsWell(packed.Span, unpacked.WrittenCount)
                ? unpacked.WrittenMemory
                : throw new InvalidDataException("unexpected EOF");
        }
        catch (InvalidDataException invalid)
        {
            throw new RpcException(
                RpcException.StatusCode.Internal,
                $"grpc: failed to decompress the received message: {invalid.Message}");
        }
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(bytes.ToArray(), writable: false);

    // .NET's stream takes truncated data for complete; the last four bytes contain the length of the whole.
    private static bool EndsWell(ReadOnlySpan<byte> packed, int length) =>
        packed.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(packed[^sizeof(uint)..]) == length;
}
