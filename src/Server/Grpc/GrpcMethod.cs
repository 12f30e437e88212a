using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Server.Grpc;

/// <summary>One RPC that is served: bytes in, message out.</summary>
internal abstract class GrpcMethod
{
    /// <summary>The name of the RPC.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a call without a deadline is refused, so that no lost worker polls for ever.</summary>
    public abstract bool NeedsDeadline { get; }

    /// <summary>Reads the request and has it answered.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no such request.</exception>
    public abstract Task<IMessage> CallAsync(ReadOnlySpan<byte> request, RpcContext context);
}

/// <summary>An RPC with the service that answers it.</summary>
/// <param name="method">The RPC.</param>
/// <param name="service">Answers it.</param>
internal sealed class GrpcMethod<TService>(RpcMethod<TService> method, TService service) : GrpcMethod
{
    /// <inheritdoc/>
    public override string Name => method.Name;

    /// <inheritdoc/>
    public override bool NeedsDeadline => method.IsTaskPoll;

    /// <inheritdoc/>
    public override Task<IMessage> CallAsync(ReadOnlySpan<byte> request, RpcContext context)
    {
        var parsed = method.RequestParser.ParseFrom(request);
        return MapEntries.AreWellFormed(request, parsed.Descriptor)
            ? method.InvokeAsync(service, parsed, context)
            : throw new RpcException(
                RpcException.StatusCode.Internal,
                "grpc: error unmarshalling request: the entry of a map has a field of an invalid wire type");
    }
}
