using Google.Protobuf;

namespace Cairn.Client;

/// <summary>The calls of a service, each with its own options.</summary>
public abstract class RpcService
{
    private protected RpcService()
    {
    }

    /// <summary>The name of the service with its package, as health checks want it.</summary>
    internal abstract string ServiceName { get; }

    /// <summary>Makes a call by the name of its RPC.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="rpc">The name of the RPC, such as <c>DescribeNamespace</c>.</param>
    /// <param name="req">The request, of the type that the RPC takes.</param>
    /// <param name="resp">The parser of the answer, of the type that the RPC returns.</param>
    /// <param name="options">Options of the call; null means the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The service has no such RPC, or it takes or returns another type.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">The call was rejected, or it failed.</exception>
    public abstract Task<T> InvokeRpcAsync<T>(
        string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
        where T : IMessage<T>;
}
