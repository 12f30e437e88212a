using System.Buffers;
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

            return new ReadOnlySequence<byte>(unpacked.WrittenMemory);
        }
        catch (InvalidDataException invalid)
        {
            throw new RpcException(
                RpcException.StatusCode.Internal,
                $"grpc: failed to decompress the received message: {invalid.Message}");
        }
    }
}
