using System.Net;
using System.Net.Sockets;
using System.Text;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>Calls through an HTTP proxy.</summary>
public sealed class ProxyTests : PeerTest
{
    [Fact]
    public async Task Calls_go_through_the_proxy_with_its_password()
    {
        using var proxy = new Proxy("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        using var connection = Connect(options => options.HttpConnectProxy = new(proxy.Target)
        {
            BasicAuth = ("user", "password"),
        });

        await connection.WorkflowService.GetSystemInfoAsync(new());

        var head = await proxy.Head;
        Assert.StartsWith($"CONNECT {connection.Options.TargetHost} HTTP/1.1\r\n", head);
        Assert.Contains("\r\nProxy-Authorization: Basic dXNlcjpwYXNzd29yZA==\r\n", head);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_named_in_the_error()
    {
        using var proxy = new Proxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        using var connection = Connect(options => options.HttpConnectProxy = new(proxy.Target));

        var error = await Assert.ThrowsAsync<RpcException>(
            () => connection.WorkflowService.GetSystemInfoAsync(new()));

        Assert.Equal(RpcException.StatusCode.Unavailable, error.Code);
        Assert.Contains($"The proxy {proxy.Target} answered CONNECT with 'HTTP/1.1 407", error.Message);
        Assert.DoesNotContain("Proxy-Authorization", await proxy.Head);
    }

    [Fact]
    public void A_proxy_without_host_and_port_is_refused_by_name()
    {
        var missing = Assert.Throws<ArgumentException>(() => Connect(options => options.HttpConnectProxy = new()));
        Assert.Contains("HttpConnectProxy.TargetHost is required", missing.Message);
        var wrong = Assert.Throws<ArgumentException>(
            () => Connect(options => options.HttpConnectProxy = new("http://proxy")));
        Assert.Contains("HttpConnectProxy.TargetHost must be of the form host:port", wrong.Message);
    }

    [Fact]
    public async Task A_connection_that_is_renewed_for_new_addresses_answers_calls()
    {
        using var connection = Connect(
            options => options.DnsLoadBalancing = new() { ResolutionInterval = TimeSpan.FromSeconds(1) });
        Answer = http => Peer.AnswerAsync(http, new GetSystemInfoResponse { ServerVersion = "1" });
        Assert.Equal("1", (await connection.WorkflowService.GetSystemInfoAsync(new())).ServerVersion);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Connect(options => options.DnsLoadBalancing = new() { ResolutionInterval = TimeSpan.Zero }));
    }

    /// <summary>A proxy for one connection.</summary>
    private sealed class Proxy : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource<string> head = new();
        private readonly Task work;

        public Proxy(string answer)
        {
            listener.Start();
            work = RunAsync(answer);
        }

        public string Target => listener.LocalEndpoint.ToString()!;

        public Task<string> Head => head.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public void Dispose() => listener.Dispose();

        private async Task RunAsync(string answer)
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var text = new StringBuilder();
            while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                var one = new byte[1];
                await stream.ReadExactlyAsync(one);
                text.Append((char)one[0]);
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            head.SetResult(text.ToString());
            if (answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                using var server = new TcpClient();
                await server.ConnectAsync(IPEndPoint.Parse(text.ToString().Split(' ')[1]));
                await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
            }
        }
    }
}
