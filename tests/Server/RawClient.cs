using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Cairn.Tests.Server;

/// <summary>gRPC by hand: HTTP/2 without TLS, and bytes.</summary>
internal sealed class RawClient(IPEndPoint server) : IDisposable
{
    private const string Service = "/temporal.api.workflowservice.v1.WorkflowService/";

    // Ends a test that hangs; nothing is measured by it.
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => http.Dispose();

    public async Task<T> CallAsync<T>(string rpc, IMessage request, string timeout = "30S")
        where T : IMessage<T>, new() => (await SendAsync(rpc, request, ("grpc-timeout", timeout))).Read<T>();

    public Task<Answer> SendAsync(string rpc, IMessage request, params (string Name, string Value)[] headers) =>
        SendAsync(rpc, Frame(request.ToByteArray()), headers);

    public Task<Answer> SendAsync(string rpc, byte[] body, params (string Name, string Value)[] headers) =>
        SendUntilAsync(rpc, body, headers, CancellationToken.None);

    /// <summary>Sends it, and resets the stream when the token says so.</summary>
    public async Task<Answer> SendUntilAsync(
        string rpc, byte[] body, (string Name, string Value)[] headers, CancellationToken cancellationToken)
    {
        using var message = Post(rpc.StartsWith('/') ? rpc : Service + rpc, body);
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(message, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.ToString());
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new Answer(Read(response.Headers), bytes, Read(response.TrailingHeaders));
    }

    public async Task<HttpStatusCode> ProbeAsync(Action<HttpRequestMessage> change)
    {
        using var message = Post(Service + "GetSystemInfo", Frame([]));
        change(message);
        using var response = await http.SendAsync(message);
        return response.StatusCode;
    }

    public static byte[] Frame(byte[] content, byte format = 0)
    {
        var frame = new byte[5 + content.Length];
        frame[0] = format;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)content.Length);
        content.CopyTo(frame, 5);
        return frame;
    }

    private HttpRequestMessage Post(string path, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, $"http://{server}{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
            Headers = { TE = { new TransferCodingWithQualityHeaderValue("trailers") } },
        };
    }

    private static Dictionary<string, string> Read(HttpResponseHeaders headers) =>
        headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value));
}
