using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Grpc;

/// <summary>One RPC: reads its request, and returns the message of the answer.</summary>
internal abstract class GrpcMethod
{
    /// <summary>The name of the RPC.</summary>
    public abstract string Name { get; }

    /// <summary>The type of its request.</summary>
    public abstract MessageDescriptor Request { get; }

    /// <summary>Whether a call must have a deadline; without one, the poll of a lost worker would never end.</summary>
    public abstract bool NeedsDeadline { get; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not a valid request.</exception>
    /// <exception cref="RpcException">Likewise.</exception>
    public abstract IMessage Read(ReadOnlySpan<byte> request);

    /// <summary>Calls its service.</summary>
    public abstract Task<IMessage> CallAsync(IMessage request, RpcContext context);
}

/// <summary>One RPC with its service.</summary>
/// <param name="method">The RPC.</param>
/// <param name="service">The service that answers the RPC.</param>
internal sealed class GrpcMethod<TService>(RpcMethod<TService> method, TService service) : GrpcMethod
{
    /// <inheritdoc/>
    public override string Name => method.Name;

    /// <inheritdoc/>
    public override MessageDescriptor Request => method.Request;

    /// <inheritdoc/>
    public override bool NeedsDeadline => method.IsTaskPoll;

    /// <inheritdoc/>
    public override IMessage Read(ReadOnlySpan<byte> request)
    {
        var parsed = method.RequestParser.ParseFrom(request);
        return MapEntries.AreWellFormed(request, parsed.Descriptor)
            ? parsed
            : throw new RpcException(
                RpcException.StatusCode.Internal,
                "grpc: error unmarshalling request: the entry of a map has a field of an invalid wire type");
    }

    /// <inheritdoc/>
    public override Task<IMessage> CallAsync(IMessage request, RpcContext context) =>
        method.InvokeAsync(service, request, context);
}
