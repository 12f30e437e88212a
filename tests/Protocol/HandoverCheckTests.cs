using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Tests.Protocol;

public class HandoverCheckTests
{
    private readonly Service service = new();

    [Fact]
    public async Task Messages_that_nobody_changes_pass()
    {
        var request = new StartWorkflowExecutionRequest { WorkflowId = "w" };
        Assert.Same(service.Response, await Checked().StartWorkflowExecutionAsync(request));
        Assert.Same(service.Response, await Checked().StartWorkflowExecutionAsync(request));
    }

    [Fact]
    public async Task A_service_that_changes_the_request_fails_the_call()
    {
        service.OnCall = request => request.RequestId = "its own";
        await AssertChangedAsync(
            "The request of StartWorkflowExecution",
            () => Checked().StartWorkflowExecutionAsync(new StartWorkflowExecutionRequest()));
    }

    [Fact]
    public async Task A_caller_that_changes_its_request_afterwards_fails_the_next_call()
    {
        var proxy = Checked();
        var request = new StartWorkflowExecutionRequest { WorkflowId = "w" };
        await proxy.StartWorkflowExecutionAsync(request);
        request.WorkflowId = "another";
        await AssertChangedAsync(
            "The request of StartWorkflowExecution",
            () => proxy.StartWorkflowExecutionAsync(new StartWorkflowExecutionRequest()));
    }

    [Fact]
    public async Task A_caller_that_changes_the_response_fails_the_next_call()
    {
        var proxy = Checked();
        (await proxy.StartWorkflowExecutionAsync(new())).RunId = "mine";
        await AssertChangedAsync(
            "The response of StartWorkflowExecution",
            () => proxy.StartWorkflowExecutionAsync(new StartWorkflowExecutionRequest()));
    }

    [Fact]
    public async Task A_refusal_and_a_request_that_is_missing_are_the_services_to_answer()
    {
        service.OnCall = _ => throw new RpcException(RpcException.StatusCode.InvalidArgument, "no");
        await Assert.ThrowsAsync<RpcException>(() => Checked().StartWorkflowExecutionAsync(new()));
        await Assert.ThrowsAsync<RpcException>(() => Checked().StartWorkflowExecutionAsync(null!));
    }

    private WorkflowServiceProxy Checked() =>
        new(new HandoverCheck<IWorkflowService>(new WorkflowServiceProxy(service)));

    private static async Task AssertChangedAsync(string what, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(call);
        Assert.StartsWith($"{what} was changed after", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Answers every start alike.</summary>
    private sealed class Service : IRpcInvoker<IWorkflowService>
    {
        public StartWorkflowExecutionResponse Response { get; } = new() { RunId = "run" };

        public Action<StartWorkflowExecutionRequest> OnCall { get; set; } = _ => { };

        Task<TResponse> IRpcInvoker<IWorkflowService>.InvokeAsync<TRequest, TResponse>(
            RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
        {
            OnCall((StartWorkflowExecutionRequest)(IMessage)request);
            return Task.FromResult((TResponse)(IMessage)Response);
        }
    }
}
