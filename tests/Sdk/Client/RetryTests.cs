using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Sdk.Client;

public class RetryTests
{
    private readonly FakeWorkflowService server = new();
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.OutOfRange)]
    [InlineData(StatusCode.DataLoss)]
    [InlineData(StatusCode.ResourceExhausted)]
    public async Task A_call_that_failed_for_a_passing_reason_goes_out_again_as_it_was(StatusCode code)
    {
        FailTimes(2, new RpcException(code, "later"));
        var request = new StartWorkflowExecutionRequest { RequestId = "once" };
        var call = Retrying().StartWorkflowExecutionAsync(request);
        await time.PassNextAsync();
        await time.PassNextAsync();
        Assert.Equal("run", (await call).RunId);
        Assert.All(server.Rest<StartWorkflowExecutionRequest>(), r => Assert.Same(request, r));
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.AlreadyExists)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Unimplemented)]
    public async Task A_call_that_was_refused_fails_at_once(StatusCode code)
    {
        FailTimes(1, new RpcException(code, "no"));
        var error = await Assert.ThrowsAsync<RpcException>(() => Retrying().StartWorkflowExecutionAsync(new()));
        Assert.Equal(code, error.Code);
        Assert.Single(server.Rest<StartWorkflowExecutionRequest>());
    }

    [Theory]
    [InlineData("grpc: received message larger than max (5000000 vs. 4194304)")]
    [InlineData("grpc: received message after decompression larger than max 4194304")]
    public async Task A_message_that_is_too_large_is_not_sent_again(string refusal)
    {
        FailTimes(1, new RpcException(StatusCode.ResourceExhausted, refusal));
        await Assert.ThrowsAsync<RpcException>(() => Retrying().StartWorkflowExecutionAsync(new()));
    }

    [Fact]
    public async Task After_the_last_retry_the_error_is_thrown()
    {
        FailTimes(100, new RpcException(StatusCode.Unavailable, "down"));
        var call = Retrying(new() { MaxRetries = 2, MaxElapsedTime = null }).StartWorkflowExecutionAsync(new());
        await time.PassNextAsync();
        await time.PassNextAsync();
        await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(3, server.Rest<StartWorkflowExecutionRequest>().Count);
    }

    [Fact]
    public async Task After_the_elapsed_time_the_error_is_thrown()
    {
        FailTimes(100, new RpcException(StatusCode.Unavailable, "down"));
        var options = new RpcRetryOptions { RandomizationFactor = 0, MaxElapsedTime = TimeSpan.FromMilliseconds(300) };
        var call = Retrying(options).StartWorkflowExecutionAsync(new());
        await time.PassNextAsync();
        await time.PassNextAsync();
        await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(3, server.Rest<StartWorkflowExecutionRequest>().Count);
    }

    [Fact]
    public void Waits_grow_up_to_the_limit_and_are_longer_when_the_server_is_busy()
    {
        var options = new RpcRetryOptions { RandomizationFactor = 0, MaxElapsedTime = null };
        var backoff = new RpcBackoff(options, time);
        var down = new RpcException(StatusCode.Unavailable, "down");
        Assert.Equal([100, 150, 225], Enumerable.Range(0, 3).Select(_ => backoff.Next(down)!.Value.TotalMilliseconds));
        var busy = new RpcException(StatusCode.ResourceExhausted, "busy");
        var slow = new RpcBackoff(options, time);
        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(_ => slow.Next(busy)!.Value.TotalSeconds));
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_wait_for_the_next_try()
    {
        FailTimes(100, new RpcException(StatusCode.Unavailable, "down"));
        using var cancellation = new CancellationTokenSource();
        var call = Retrying().StartWorkflowExecutionAsync(new(), new RpcContext(CancellationToken: cancellation.Token));
        await time.UntilTimerAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Polls_pass_through()
    {
        server.Refuse<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(
            new RpcException(StatusCode.Unavailable, "down"));
        await Assert.ThrowsAsync<RpcException>(() => Retrying().PollActivityTaskQueueAsync(new()));
        Assert.Single(server.Rest<PollActivityTaskQueueRequest>());
    }

    private WorkflowServiceProxy Retrying(RpcRetryOptions? options = null) =>
        new(new RetryingInvoker<IWorkflowService>(server, options ?? new(), time));

    private void FailTimes(int times, RpcException error)
    {
        var left = times;
        server.On<StartWorkflowExecutionRequest, StartWorkflowExecutionResponse>((_, _) =>
            left-- > 0
                ? Task.FromException<StartWorkflowExecutionResponse>(error)
                : Task.FromResult(new StartWorkflowExecutionResponse { RunId = "run" }));
    }
}
