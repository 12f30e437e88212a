using System.Buffers;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client.Grpc;

/// <summary>Reads the single message of an answer.</summary>
internal static class AnswerReader
{
    /// <summary>Reads it to the end of the stream; null if there is none.</summary>
    /// <exception cref="RpcException">It is too large, broken, or compressed in an unknown way.</exception>
    public static async Task<TResponse?> ReadAsync<TResponse>(
        Stream body, string? encoding, int maxBytes, CancellationToken end)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var head = new byte[MessageFrame.HeadBytes];
        var count = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, end)
            .ConfigureAwait(false);
        if (count == 0)
        {
            return null;
        }

        if (count < head.Length)
        {
            throw MessageFrame.Incomplete();
        }

        var length = MessageFrame.ReadLength(head, maxBytes);
        var format = head[0];
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var content = rented.AsMemory(0, length);
            var got = await body.ReadAtLeastAsync(content, length, throwOnEndOfStream: false, end)
                .ConfigureAwait(false);
            if (got < length)
            {
                throw MessageFrame.Incomplete();
            }

            // Trailers are available only after the body was read to its end.
            if (await body.ReadAsync(head, end).ConfigureAwait(false) > 0)
            {
                throw MessageFrame.MoreThanOne();
            }

            return Parse<TResponse>(MessageFrame.Unpack(format, encoding, content, maxBytes, StatusCode.Internal));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static TResponse Parse<TResponse>(ReadOnlyMemory<byte> content)
        where TResponse : class, IMessage<TResponse>, new()
    {
        try
        {
            var answer = new TResponse();
            answer.MergeFrom(content.Span);
            return answer;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(
                StatusCode.Internal, $"grpc: failed to unmarshal the received message: {e.Message}");
        }
    }
}
