using System.Buffers;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Server.Grpc;

/// <summary>One rpc: bytes in, message out.</summary>
internal abstract class GrpcMethod
{
    /// <summary>Whether a call without a deadline is refused, so that no lost worker polls for ever.</summary>
    public abstract bool NeedsDeadline { get; }

    /// <summary>Reads the request and has it answered.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no such request.</exception>
    public abstract Task<IMessage> CallAsync(ReadOnlySequence<byte> request, RpcContext context);
}

/// <summary>The adapter from bytes to the typed call.</summary>
/// <param name="parser">Of the request.</param>
/// <param name="handle">Who answers.</param>
internal sealed class GrpcMethod<TRequest, TResponse>(
    MessageParser<TRequest> parser, Func<TRequest, RpcContext, Task<TResponse>> handle) : GrpcMethod
    where TRequest : IMessage<TRequest>
    where TResponse : IMessage<TResponse>
{
    /// <inheritdoc/>
    public override bool NeedsDeadline { get; } =
        typeof(TRequest) == typeof(PollWorkflowTaskQueueRequest)
        || typeof(TRequest) == typeof(PollActivityTaskQueueRequest);

    /// <inheritdoc/>
    public override async Task<IMessage> CallAsync(ReadOnlySequence<byte> request, RpcContext context)
    {
        var parsed = parser.ParseFrom(request);
        if (!MapEntries.AreWellFormed(request, parsed.Descriptor))
        {
            throw new RpcException(
                RpcException.StatusCode.Internal,
                "grpc: error unmarshalling request: the entry of a map has a field of an invalid wire type");
        }

        return await handle(parsed, context).ConfigureAwait(false);
    }
}
