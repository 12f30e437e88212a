using System.Buffers.Binary;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>What a server sees of a call.</summary>
public sealed class RequestTests : PeerTest
{
    [Fact]
    public async Task A_call_says_who_makes_it_and_what_it_understands()
    {
        var headers = await HeadersAsync(() => CallAsync());

        Assert.Equal("application/grpc", headers.ContentType);
        Assert.Equal("trailers", headers.TE);
        Assert.Equal("identity,gzip", headers["grpc-accept-encoding"]);
        Assert.Equal("cairn-dotnet", headers["client-name"]);
        Assert.Equal("0.1.0", headers["client-version"]);
        Assert.StartsWith("cairn-dotnet/", headers.UserAgent, StringComparison.Ordinal);
        Assert.DoesNotContain("authorization", headers.Keys);
        Assert.DoesNotContain("grpc-timeout", headers.Keys);
        Assert.DoesNotContain("temporal-namespace", headers.Keys);
    }

    [Fact]
    public async Task A_call_names_its_path_and_the_namespace_of_its_request()
    {
        string? path = null;
        string? name = null;
        Answer = http =>
        {
            (path, name) = (http.Request.Path, http.Request.Headers["temporal-namespace"]);
            return Peer.AnswerAsync(http, new DescribeNamespaceResponse());
        };

        await Connection.WorkflowService.DescribeNamespaceAsync(new() { Namespace = "shop" });

        Assert.Equal("/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace", path);
        Assert.Equal("shop", name);
    }

    [Fact]
    public async Task Operators_have_a_service_of_their_own()
    {
        string? path = null;
        Answer = http =>
        {
            path = http.Request.Path;
            return Peer.AnswerAsync(http, new Api.OperatorService.V1.ListSearchAttributesResponse());
        };

        await new CairnClient(Connection).OperatorService.ListSearchAttributesAsync(new());

        Assert.Equal("/temporal.api.operatorservice.v1.OperatorService/ListSearchAttributes", path);
    }

    [Theory]
    [InlineData(0.00015, "1m")]
    [InlineData(70, "70000m")]
    [InlineData(99_999.999, "99999999m")]
    [InlineData(100_000, "100000S")]
    [InlineData(99_999_999, "99999999S")]
    [InlineData(100_000_001, "1666667M")]
    [InlineData(double.MaxValue, "99999999H")]
    public async Task A_timeout_travels_in_the_finest_unit_that_has_room(double seconds, string text)
    {
        var timeout = seconds == double.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
        string? seen = null;
        Answer = http =>
        {
            seen = http.Request.Headers["grpc-timeout"];
            return Peer.AnswerAsync(http, new GetSystemInfoResponse());
        };
        // The time stands still, so that no timeout is over before the call.
        using var still = Connect(options => options.TimeProvider = new StillTime());

        await still.WorkflowService.GetSystemInfoAsync(new(), new RpcOptions { Timeout = timeout });

        Assert.Equal(text, seen);
    }

    [Fact]
    public async Task An_api_key_is_a_bearer_token_until_it_is_replaced()
    {
        using var connection = Connect(options =>
        {
            options.ApiKey = "first";
            options.Tls = new() { Disabled = true };
        });
        Task CallAsync() => connection.WorkflowService.GetSystemInfoAsync(new());

        Assert.Equal("Bearer first", (await HeadersAsync(CallAsync)).Authorization);
        connection.ApiKey = "second";
        Assert.Equal("Bearer second", (await HeadersAsync(CallAsync)).Authorization);
        connection.ApiKey = null;
        Assert.Equal(0, (await HeadersAsync(CallAsync)).Authorization.Count);
    }

    [Fact]
    public async Task Metadata_of_a_call_goes_before_that_of_the_connection()
    {
        using var connection = Connect(options =>
        {
            options.RpcMetadata = [new("both", "connection"), new("one", "connection")];
            options.RpcBinaryMetadata = [new("bytes-bin", [1, 2, 3, 4])];
        });
        var client = new CairnClient(connection);
        var rpc = new RpcOptions
        {
            Metadata = [new("both", "call"), new("client-name", "mine")],
            BinaryMetadata = [new("more-bin", [255])],
        };

        var headers = await HeadersAsync(() => connection.CheckHealthAsync(options: rpc));

        Assert.Equal("call", headers["both"]);
        Assert.Equal("connection", headers["one"]);
        Assert.Equal("mine", headers["client-name"]);
        Assert.Equal("AQIDBA", headers["bytes-bin"]);
        Assert.Equal("/w", headers["more-bin"]);
        Assert.Same(connection, client.Connection);
    }

    [Theory]
    [InlineData(10_000, true, 0)]
    [InlineData(20_000, true, 1)]
    [InlineData(20_000, false, 0)]
    public async Task A_large_request_is_packed_if_that_is_wanted(int size, bool isWanted, byte format)
    {
        using var connection = Connect(options =>
            options.GrpcCompression = isWanted ? new GrpcCompression.Gzip() : new GrpcCompression.None());
        byte[] body = [];
        Answer = async http =>
        {
            using var copy = new MemoryStream();
            await http.Request.Body.CopyToAsync(copy);
            body = copy.ToArray();
            await Peer.AnswerAsync(http, new DescribeNamespaceResponse());
        };

        var request = new DescribeNamespaceRequest { Namespace = "default", Id = new string('x', size) };
        await connection.WorkflowService.DescribeNamespaceAsync(request);

        Assert.Equal(format, body[0]);
        Assert.Equal(body.Length - 5, BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)));
        Assert.Equal(format == 0, body.Length == 5 + request.CalculateSize());
    }

    private sealed class StillTime : TimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
