using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Sdk.Client;

public sealed class RpcServiceTests : IDisposable
{
    private readonly FakeWorkflowService server = new();
    private readonly CairnConnection connection;
    private int calls;

    public RpcServiceTests() => connection = new(
        server, new() { RpcRetry = new() { InitialInterval = TimeSpan.Zero, MaxInterval = TimeSpan.Zero } });

    public void Dispose() => connection.Dispose();

    [Fact]
    public async Task A_call_takes_timeout_and_metadata_from_its_options()
    {
        var seen = default(RpcContext);
        server.On<DescribeNamespaceRequest, DescribeNamespaceResponse>((_, context) =>
        {
            seen = context;
            return Task.FromResult(new DescribeNamespaceResponse());
        });
        var options = new RpcOptions
        {
            Timeout = TimeSpan.FromSeconds(5),
            Metadata = [KeyValuePair.Create("name", "value")],
        };

        await connection.WorkflowService.DescribeNamespaceAsync(new() { Namespace = "n" }, options);

        Assert.Equal(TimeSpan.FromSeconds(5), seen.Timeout);
        Assert.Equal("value", seen.Headers!["name"]);
        Assert.Equal("n", (await server.NextAsync<DescribeNamespaceRequest>()).Namespace);
    }

    [Fact]
    public async Task A_connection_retries_only_calls_that_ask_for_it()
    {
        FailOnce();
        await Assert.ThrowsAsync<RpcException>(() => connection.WorkflowService.DescribeNamespaceAsync(new()));
        calls = 0;
        await connection.WorkflowService.DescribeNamespaceAsync(new(), new RpcOptions { Retry = true });
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_client_retries_all_calls_but_those_that_forbid_it()
    {
        FailOnce();
        var client = new CairnClient(connection);
        await client.WorkflowService.DescribeNamespaceAsync(new());
        Assert.Equal(2, calls);
        calls = 0;
        await Assert.ThrowsAsync<RpcException>(
            () => client.WorkflowService.DescribeNamespaceAsync(new(), new RpcOptions { Retry = false }));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_call_can_be_made_by_the_name_of_its_RPC()
    {
        server.On<DescribeNamespaceRequest, DescribeNamespaceResponse>(
            request => new() { FailoverVersion = request.Namespace.Length });

        var answer = await connection.WorkflowService.InvokeRpcAsync(
            "DescribeNamespace", new DescribeNamespaceRequest { Namespace = "four" }, DescribeNamespaceResponse.Parser);

        Assert.Equal(4, answer.FailoverVersion);
    }

    [Fact]
    public async Task A_call_by_a_name_or_with_types_that_do_not_exist_is_refused()
    {
        var service = connection.WorkflowService;
        var name = await Assert.ThrowsAsync<ArgumentException>(() => service.InvokeRpcAsync(
            "DescribeSpace", new DescribeNamespaceRequest(), DescribeNamespaceResponse.Parser));
        Assert.StartsWith("WorkflowService has no RPC 'DescribeSpace'", name.Message);
        var request = await Assert.ThrowsAsync<ArgumentException>(() => service.InvokeRpcAsync(
            "DescribeNamespace", new Empty(), DescribeNamespaceResponse.Parser));
        Assert.Contains("takes DescribeNamespaceRequest", request.Message);
        await Assert.ThrowsAsync<ArgumentException>(() => service.InvokeRpcAsync(
            "DescribeNamespace", new DescribeNamespaceRequest(), Empty.Parser));
    }

    [Fact]
    public async Task A_cancelled_token_of_the_options_cancels_the_call()
    {
        using var source = new CancellationTokenSource();
        var (options, either) = new RpcOptions { CancellationToken = source.Token }
            .WithAdditionalCancellationToken(TestContext.Current.CancellationToken);
        using (either)
        {
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => connection.WorkflowService.DescribeNamespaceAsync(new(), options));
        }
    }

    [Fact]
    public void A_token_that_cannot_be_cancelled_changes_no_options()
    {
        var options = new RpcOptions();
        Assert.Same(options, options.WithAdditionalCancellationToken(null).Item1);
        Assert.Same(options, options.WithAdditionalCancellationToken(CancellationToken.None).Item1);
        using var source = new CancellationTokenSource();
        var (copy, either) = options.WithAdditionalCancellationToken(source.Token);
        Assert.Equal(source.Token, copy.CancellationToken);
        Assert.Null(either);
        Assert.Null(options.CancellationToken);
    }

    private void FailOnce() => server.On<DescribeNamespaceRequest, DescribeNamespaceResponse>((_, _) =>
        ++calls == 1
            ? Task.FromException<DescribeNamespaceResponse>(new RpcException(StatusCode.Unavailable, "later"))
            : Task.FromResult(new DescribeNamespaceResponse()));
}
