using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Cairn.Exceptions;

namespace Cairn.Server.Grpc;

/// <summary>Unpacks requests, and stops where they turn out too large.</summary>
internal static class Gzip
{
    private const int StepBytes = 16 << 10;

    /// <summary>The bytes that were packed.</summary>
    /// <exception cref="RpcException">They are too many, or these are no packed bytes.</exception>
    public static ReadOnlySequence<byte> Unpack(ReadOnlySequence<byte> packed, int maxBytes)
    {
        try
        {
            using var stream = new GZipStream(
                new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
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

            return EndsWell(packed, unpacked.WrittenCount)
                ? new ReadOnlySequence<byte>(unpacked.WrittenMemory)
                : throw new InvalidDataException("unexpected EOF");
        }
        catch (InvalidDataException invalid)
        {
            throw new RpcException(
                RpcException.StatusCode.Internal,
                $"grpc: failed to decompress the received message: {invalid.Message}");
        }
    }

    // The stream of .NET takes what was cut off for the end; the last four bytes say how long the whole is.
    private static bool EndsWell(ReadOnlySequence<byte> packed, int length)
    {
        if (packed.Length < sizeof(uint))
        {
            return false;
        }

        Span<byte> end = stackalloc byte[sizeof(uint)];
        packed.Slice(packed.Length - sizeof(uint)).CopyTo(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == length;
    }
}
