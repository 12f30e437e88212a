using System.Net;
using System.Text;
using System.Text.Json;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;

namespace Cairn.Tests.Server.Http;

/// <summary>A server with the HTTP API on free ports, and clients of both.</summary>
internal sealed class OpenHttp : IAsyncDisposable
{
    private readonly Node? node;
    private readonly GrpcServer server;

    private OpenHttp(GrpcServer server, Node? node)
    {
        (this.server, this.node) = (server, node);
        Grpc = new(server.EndPoint);
        Client = new()
        {
            BaseAddress = new($"http://{server.HttpEndPoint}"),
            Timeout = TimeSpan.FromSeconds(60), // Ends a test that hangs; nothing is measured by it.
        };
    }

    public RawClient Grpc { get; }

    public HttpClient Client { get; }

    public IPEndPoint EndPoint => server.HttpEndPoint!;

    /// <summary>Before an engine in memory.</summary>
    public static async Task<OpenHttp> OfEngineAsync(HttpApiOptions? options = null)
    {
        var node = await Node.StartAsync(new MemoryStore());
        return new(await StartAsync(node.Service, node.OperatorService, options ?? new() { Port = 0 }), node);
    }

    /// <summary>Before an engine in memory, for callers who are known; with a key of some permissions.</summary>
    public static async Task<(OpenHttp Server, string Key)> OfGuardedEngineAsync(
        string permission, string auditFile, HttpApiOptions? options = null)
    {
        var node = await Node.StartAsync(new MemoryStore());
        var made = await node.AccessService.CreateApiKeyAsync(new() { Name = "caller", Permissions = { permission } });
        var server = await GrpcServer.StartAsync(node.Service, node.OperatorService, node.HealthService, new()
        {
            Port = 0,
            HttpApi = options ?? new() { Port = 0 },
            Access = new() { Keys = node.ApiKeys, Service = node.AccessService, AuditFile = auditFile },
        });
        return (new(server, node), made.Text);
    }

    /// <summary>Before services of a test.</summary>
    public static async Task<OpenHttp> OfAsync(
        IWorkflowService service, IOperatorService? operatorService = null, HttpApiOptions? options = null) => new(
            await StartAsync(service, operatorService ?? ScriptedService.Silent, options ?? new() { Port = 0 }), null);

    /// <summary>Sends a request whose URL goes over the network as it is written.</summary>
    public async Task<HttpAnswer> SendAsync(
        string method, string url, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(
            $"http://{server.HttpEndPoint}{url}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await Client.SendAsync(request);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task<HttpAnswer> GetAsync(string url, params (string Name, string Value)[] headers) =>
        SendAsync("GET", url, null, headers);

    public Task<HttpAnswer> PostAsync(string url, string body, params (string Name, string Value)[] headers) =>
        SendAsync("POST", url, body, headers);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Grpc.Dispose();
        await server.DisposeAsync();
        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }

    private static Task<GrpcServer> StartAsync(
        IWorkflowService service, IOperatorService operatorService, HttpApiOptions options) => GrpcServer.StartAsync(
            service, operatorService, ScriptedService.Healthy, new() { Port = 0, HttpApi = options });
}

/// <summary>An answer of the HTTP API.</summary>
internal sealed record HttpAnswer(
    int Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The message of an error.</summary>
    public string Message => Json.GetProperty("message").GetString()!;
}
