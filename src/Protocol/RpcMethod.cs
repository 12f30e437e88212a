using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Protocol;

/// <summary>
/// One RPC of a service: its name, its messages, and the method of <typeparamref name="TService"/> that stands for it.
/// The .proto file declares it; see <see cref="WorkflowServiceMethods"/>.
/// </summary>
/// <typeparam name="TService">The interface of the service.</typeparam>
public abstract class RpcMethod<TService>
{
    private protected RpcMethod(string service, string name, MessageParser requestParser)
    {
        Service = service;
        Name = name;
        Path = $"/{service}/{name}";
        RequestParser = requestParser;
        IsTaskPoll = name.StartsWith("Poll", StringComparison.Ordinal)
            && name.EndsWith("TaskQueue", StringComparison.Ordinal);
    }

    /// <summary>The name of the service with its package.</summary>
    public string Service { get; }

    /// <summary>The name of the RPC: <c>StartWorkflowExecution</c>.</summary>
    public string Name { get; }

    /// <summary>The path of its calls over HTTP/2.</summary>
    public string Path { get; }

    /// <summary>The type of its request.</summary>
    public MessageDescriptor Request => RequestParser.ParseFrom(ByteString.Empty).Descriptor;

    /// <summary>The type of its response.</summary>
    public abstract MessageDescriptor Response { get; }

    /// <summary>Reads a request from its bytes.</summary>
    public MessageParser RequestParser { get; }

    /// <summary>
    /// Whether it is a poll of workers for tasks: <c>Poll…TaskQueue</c>. Such a call needs a deadline, and its caller
    /// repeats it.
    /// </summary>
    public bool IsTaskPoll { get; }

    /// <summary>Calls a service with a request whose type is only known at run time.</summary>
    /// <exception cref="InvalidCastException">The request is of another type.</exception>
    public abstract Task<IMessage> InvokeAsync(TService service, IMessage request, RpcContext context);

    /// <summary>Rejects messages of other types than those of the RPC.</summary>
    /// <exception cref="ArgumentException">The request or the type of the response is another one.</exception>
    internal abstract void Check(IMessage request, Type response);
}

/// <summary>One RPC of a service with the types of its messages.</summary>
/// <typeparam name="TService">The interface of the service.</typeparam>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
public sealed class RpcMethod<TService, TRequest, TResponse> : RpcMethod<TService>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>, new()
{
    private readonly Func<TService, TRequest, RpcContext, Task<TResponse>> invoke;

    internal RpcMethod(
        string service,
        string name,
        MessageParser<TRequest> requestParser,
        Func<TService, TRequest, RpcContext, Task<TResponse>> invoke)
        : base(service, name, requestParser) => this.invoke = invoke;

    /// <inheritdoc/>
    public override MessageDescriptor Response => new TResponse().Descriptor;

    /// <summary>Calls a service.</summary>
    public Task<TResponse> InvokeAsync(TService service, TRequest request, RpcContext context) =>
        invoke(service, request, context);

    /// <inheritdoc/>
    public override async Task<IMessage> InvokeAsync(TService service, IMessage request, RpcContext context) =>
        await invoke(service, (TRequest)request, context).ConfigureAwait(false);

    internal override void Check(IMessage request, Type response)
    {
        if (request is not TRequest || response != typeof(TResponse))
        {
            throw new ArgumentException(
                $"{Name} takes {typeof(TRequest).Name} and returns {typeof(TResponse).Name}, not "
                + $"{request.GetType().Name} and {response.Name}");
        }
    }
}
