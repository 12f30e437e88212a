using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>How calls end that get no answer, and connections that break.</summary>
public sealed class EndingTests : PeerTest
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_call_ends_with_its_time_whatever_the_server_does_and_the_server_learns_it()
    {
        var aborted = new TaskCompletionSource();
        Answer = http =>
        {
            http.RequestAborted.Register(aborted.SetResult);
            return aborted.Task;
        };

        Assert.Equal(
            (StatusCode.DeadlineExceeded, "context deadline exceeded"),
            await RefusalAsync(new RpcContext(TimeSpan.FromMilliseconds(100))));
        await aborted.Task.WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation_and_the_server_learns_it()
    {
        using var leave = new CancellationTokenSource();
        var aborted = new TaskCompletionSource();
        Answer = async http =>
        {
            http.RequestAborted.Register(aborted.SetResult);
            await leave.CancelAsync();
            await aborted.Task;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CallAsync(new RpcContext(WaitLimit, CancellationToken: leave.Token)));
        await aborted.Task.WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_breaks_the_connection_is_unavailable()
    {
        Answer = http =>
        {
            http.Connection.RequestClose();
            http.Abort();
            return Task.CompletedTask;
        };
        Assert.Equal(StatusCode.Unavailable, (await RefusalAsync()).Code);
    }

    [Fact]
    public async Task A_client_tries_again_with_the_same_request_id()
    {
        var ids = new List<string>();
        Answer = async http =>
        {
            using var copy = new MemoryStream();
            await http.Request.Body.CopyToAsync(copy);
            ids.Add(StartWorkflowExecutionRequest.Parser.ParseFrom(copy.ToArray().AsSpan(5)).RequestId);
            await (ids.Count < 3
                ? Peer.RefuseAsync(http, (int)StatusCode.Unavailable, "later")
                : Peer.AnswerAsync(http, new StartWorkflowExecutionResponse { RunId = "run" }));
        };
        using var connection = Connect(options => options.RpcRetry.InitialInterval = TimeSpan.FromMilliseconds(1));

        var handle = await new CairnClient(connection).StartWorkflowAsync("Any", [], new("w", "queue"));

        Assert.Equal("run", handle.ResultRunId);
        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task To_connect_to_nobody_fails_at_once()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => CairnClient.ConnectAsync(new("127.0.0.1:1")));
        Assert.Equal(StatusCode.Unavailable, refusal.Code);
        Assert.Equal(
            "Connection refused (127.0.0.1:1): no server listens there. Start one, for instance with 'cairn server "
            + "start-dev', or correct TargetHost.",
            refusal.Message);
    }

    [Fact]
    public async Task To_connect_to_a_server_that_is_older_than_the_question_works()
    {
        Answer = http => Peer.RefuseAsync(http, (int)StatusCode.Unimplemented, "unknown method");
        await Connection.ConnectAsync();
        Assert.True(Connection.IsConnected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("http://localhost:7233")]
    [InlineData("localhost:7233/path")]
    [InlineData("localhost:port")]
    public void A_target_that_is_not_host_and_port_is_refused(string? target) =>
        Assert.Throws<ArgumentException>(() => CairnClient.CreateLazy(new() { TargetHost = target }));

    [Fact]
    public async Task A_lazy_client_waits_for_its_server_and_outlives_it()
    {
        await using var node = await Node.StartAsync(
            new MemoryStore(), cancellationToken: TestContext.Current.CancellationToken);
        int port;
        await using (var first = await OpenAsync(node, 0))
        {
            port = first.EndPoint.Port;
        }

        var client = CairnClient.CreateLazy(new($"127.0.0.1:{port}"));
        using var connection = (CairnConnection)client.Connection;
        Assert.False(await connection.CheckHealthAsync());
        for (var round = 0; round < 2; round++)
        {
            await using var gate = await OpenAsync(node, port);
            await client.StartWorkflowAsync("Any", [], new($"w{round}", "queue"));
            Assert.True(await connection.CheckHealthAsync());
        }

        Assert.False(connection.IsConnected);
    }

    private static Task<GrpcServer> OpenAsync(Node node, int port) => GrpcServer.StartAsync(
        node.Service,
        node.OperatorService,
        node.HealthService,
        new() { Port = port },
        TestContext.Current.CancellationToken);
}
