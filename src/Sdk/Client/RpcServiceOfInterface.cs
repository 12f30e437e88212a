using System.Collections.Immutable;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>The calls of a service, with retries if the options of the call say so.</summary>
/// <typeparam name="TService">The interface of the service.</typeparam>
public abstract class RpcService<TService> : RpcService
    where TService : class
{
    private readonly ImmutableArray<RpcMethod<TService>> methods;
    private readonly TService once;
    private readonly TService retrying;
    private readonly bool retry;

    private protected RpcService(
        TService service,
        Func<IRpcInvoker<TService>, TService> proxy,
        ImmutableArray<RpcMethod<TService>> methods,
        CairnConnectionOptions? options,
        bool retry)
    {
        ArgumentNullException.ThrowIfNull(service);
        options ??= new();
        once = service is RpcService<TService> wrapped ? wrapped.once : service;
        retrying = proxy(new RetryingInvoker<TService>(once, options.RpcRetry, options.TimeProvider));
        this.methods = methods;
        this.retry = retry;
    }

    internal override string ServiceName => methods[0].Service;

    /// <inheritdoc/>
    public override async Task<T> InvokeRpcAsync<T>(
        string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        ArgumentNullException.ThrowIfNull(req);
        ArgumentNullException.ThrowIfNull(resp);
        var method = methods.FirstOrDefault(method => method.Name == rpc)
            ?? throw new ArgumentException(
                $"{GetType().Name} has no RPC '{rpc}': give a name such as '{methods[0].Name}'", nameof(rpc));
        method.Check(req, typeof(T));
        return (T)await method.InvokeAsync(For(options), req, RpcOptions.Context(options)).ConfigureAwait(false);
    }

    /// <summary>The service that makes a call with these options.</summary>
    private protected TService For(RpcOptions? options) => options?.Retry ?? retry ? retrying : once;
}
