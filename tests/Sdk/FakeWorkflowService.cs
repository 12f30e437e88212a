using System.Collections.Concurrent;
using System.Threading.Channels;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Tests.Sdk;

/// <summary>
/// A server by script: it keeps every request, and answers as the test says. A poll without a script waits until it is
/// cancelled; any other call without one gets an empty answer.
/// </summary>
internal sealed class FakeWorkflowService : WorkflowServiceProxy
{
    private readonly ConcurrentDictionary<Type, object> scripts = new();
    private readonly ConcurrentDictionary<Type, object> requests = new();

    /// <summary>Answers all requests of a type.</summary>
    public void On<TRequest, TResponse>(Func<TRequest, RpcContext, Task<TResponse>> script) =>
        scripts[typeof(TRequest)] = script;

    /// <summary>Answers all requests of a type.</summary>
    public void On<TRequest, TResponse>(Func<TRequest, TResponse> script) =>
        On<TRequest, TResponse>((request, _) => Task.FromResult(script(request)));

    /// <summary>Refuses all requests of a type.</summary>
    public void Refuse<TRequest, TResponse>(RpcException error) =>
        On<TRequest, TResponse>((_, _) => Task.FromException<TResponse>(error));

    /// <summary>The next request of a type that the test has not looked at.</summary>
    public async Task<TRequest> NextAsync<TRequest>() =>
        await Requests<TRequest>().Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The requests of a type that came so far and that the test has not looked at.</summary>
    public IReadOnlyList<TRequest> Rest<TRequest>()
    {
        var rest = new List<TRequest>();
        while (Requests<TRequest>().Reader.TryRead(out var request))
        {
            rest.Add(request);
        }

        return rest;
    }

    protected override async Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "")
    {
        Requests<TRequest>().Writer.TryWrite(request);
        if (scripts.TryGetValue(typeof(TRequest), out var script))
        {
            return await ((Func<TRequest, RpcContext, Task<TResponse>>)script)(request, context);
        }

        if (typeof(TRequest).Name.StartsWith("Poll", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }

        return new();
    }

    private Channel<TRequest> Requests<TRequest>() =>
        (Channel<TRequest>)requests.GetOrAdd(typeof(TRequest), static _ => Channel.CreateUnbounded<TRequest>());
}
