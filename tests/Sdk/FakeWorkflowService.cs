using System.Collections.Concurrent;
using System.Threading.Channels;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Tests.Sdk;

/// <summary>
/// A server by script: it keeps every request, and answers as the test says. A poll without a script waits until it is
/// cancelled; any other call without one gets an empty answer.
/// </summary>
internal sealed class FakeWorkflowService : WorkflowServiceProxy
{
    private readonly Script script;

    public FakeWorkflowService()
        : this(new())
    {
    }

    private FakeWorkflowService(Script script)
        : base(script) => this.script = script;

    /// <summary>Answers all requests of a type.</summary>
    public void On<TRequest, TResponse>(Func<TRequest, RpcContext, Task<TResponse>> answer) =>
        script.Answers[typeof(TRequest)] = answer;

    /// <summary>Answers all requests of a type.</summary>
    public void On<TRequest, TResponse>(Func<TRequest, TResponse> answer) =>
        On<TRequest, TResponse>((request, _) => Task.FromResult(answer(request)));

    /// <summary>Refuses all requests of a type.</summary>
    public void Refuse<TRequest, TResponse>(RpcException error) =>
        On<TRequest, TResponse>((_, _) => Task.FromException<TResponse>(error));

    /// <summary>The next request of a type that the test has not looked at.</summary>
    public async Task<TRequest> NextAsync<TRequest>() =>
        await script.Requests<TRequest>().Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The requests of a type that came so far and that the test has not looked at.</summary>
    public IReadOnlyList<TRequest> Rest<TRequest>()
    {
        var rest = new List<TRequest>();
        while (script.Requests<TRequest>().Reader.TryRead(out var request))
        {
            rest.Add(request);
        }

        return rest;
    }

    private sealed class Script : IRpcInvoker<IWorkflowService>
    {
        private readonly ConcurrentDictionary<Type, object> requests = new();

        public ConcurrentDictionary<Type, object> Answers { get; } = new();

        public Channel<TRequest> Requests<TRequest>() =>
            (Channel<TRequest>)requests.GetOrAdd(typeof(TRequest), static _ => Channel.CreateUnbounded<TRequest>());

        async Task<TResponse> IRpcInvoker<IWorkflowService>.InvokeAsync<TRequest, TResponse>(
            RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
        {
            Requests<TRequest>().Writer.TryWrite(request);
            if (Answers.TryGetValue(typeof(TRequest), out var answer))
            {
                return await ((Func<TRequest, RpcContext, Task<TResponse>>)answer)(request, context);
            }

            if (method.Name.StartsWith("Poll", StringComparison.Ordinal))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            }

            return new();
        }
    }
}
