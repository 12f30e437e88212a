using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Server;

public sealed class DeadlineTests
{
    private static readonly GetSystemInfoRequest s_ask = new();

    [Theory]
    [InlineData("2H", 7200)]
    [InlineData("3M", 180)]
    [InlineData("20S", 20)]
    [InlineData("7000m", 7)]
    [InlineData("8000000u", 8)]
    [InlineData("99999999H", 40 * 86400)]
    public async Task A_timeout_reaches_the_handler(string text, int seconds)
    {
        var seen = new TaskCompletionSource<RpcContext>();
        await using var server = await OpenGate.OfAsync(context =>
        {
            seen.SetResult(context);
            return Task.FromResult(new GetSystemInfoResponse());
        });

        await server.Client.SendAsync("GetSystemInfo", s_ask, ("grpc-timeout", text), ("X-Name", "value"));

        var context = await seen.Task;
        Assert.Equal(TimeSpan.FromSeconds(seconds), context.Timeout);
        Assert.Equal("value", context.Headers!["x-name"]);
    }

    [Theory]
    [InlineData("S")]
    [InlineData("10")]
    [InlineData("-1S")]
    [InlineData("1s")]
    [InlineData("123456789S")]
    public async Task A_malformed_timeout_is_refused(string text)
    {
        await using var server = await OpenGate.OfEngineAsync();

        var answer = await server.Client.SendAsync("GetSystemInfo", s_ask, ("grpc-timeout", text));

        Assert.Equal((StatusCode.Internal, $"malformed grpc-timeout: {text}"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task When_the_time_is_over_the_caller_learns_it_even_if_the_handler_never_ends()
    {
        var never = new TaskCompletionSource<GetSystemInfoResponse>();
        await using var server = await OpenGate.OfAsync(_ => never.Task);

        var answer = await server.Client.SendAsync("GetSystemInfo", s_ask, ("grpc-timeout", "50m"));

        Assert.Equal((StatusCode.DeadlineExceeded, "context deadline exceeded"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_caller_that_goes_cancels_the_handler()
    {
        var entered = new TaskCompletionSource();
        var canceled = new TaskCompletionSource();
        await using var server = await OpenGate.OfAsync(async context =>
        {
            context.CancellationToken.Register(canceled.SetResult);
            entered.SetResult();
            await canceled.Task;
            throw new OperationCanceledException();
        });
        using var leave = new CancellationTokenSource();

        var call = server.Client.SendUntilAsync("GetSystemInfo", RawClient.Frame([]), [], leave.Token);
        await entered.Task;
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await canceled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_gate_that_closes_lets_open_polls_end_with_nothing()
    {
        await using var server = await OpenGate.OfEngineAsync();
        var poll = new PollWorkflowTaskQueueRequest
        {
            Namespace = "default",
            TaskQueue = new TaskQueue { Name = "queue" },
        };
        // The probe that follows the poll on the same connection is answered behind it.
        var polling = server.Client.SendAsync("PollWorkflowTaskQueue", poll, ("grpc-timeout", "55S"));
        await server.Client.SendAsync("GetSystemInfo", s_ask);

        await server.CloseAsync();

        Assert.Empty((await polling).Read<PollWorkflowTaskQueueResponse>().TaskToken);
    }
}
