using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Server.Grpc;

/// <summary>One RPC: takes the bytes of a request, returns the message of the answer.</summary>
internal abstract class GrpcMethod
{
    /// <summary>The name of the RPC.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a call must have a deadline; without one, the poll of a lost worker would never end.</summary>
    public abstract bool NeedsDeadline { get; }

    /// <summary>Reads the request and calls its service.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not a valid request.</exception>
    public abstract Task<IMessage> CallAsync(ReadOnlySpan<byte> request, RpcContext context);
}

/// <summary>One RPC with its service.</summary>
/// <param name="method">The RPC.</param>
/// <param name="service">The service that answers the RPC.</param>
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
