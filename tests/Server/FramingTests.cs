using System.IO.Compression;
using System.Net;
using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Server;

public sealed class FramingTests : IAsyncLifetime
{
    private const int Limit = 4 << 20;

    private static readonly DescribeNamespaceRequest s_describe = new() { Namespace = "default" };

    private OpenGate server = null!;

    public async ValueTask InitializeAsync() => server = await OpenGate.OfEngineAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_answer_is_one_frame_and_ok_in_the_trailers()
    {
        var answer = await server.Client.SendAsync("DescribeNamespace", s_describe);

        Assert.Equal("0", answer.Trailers["grpc-status"]);
        Assert.DoesNotContain("grpc-status", answer.Headers.Keys);
        Assert.Equal("default", answer.Read<DescribeNamespaceResponse>().NamespaceInfo.Name);
    }

    [Fact]
    public async Task A_packed_request_is_unpacked()
    {
        var answer = await SendPackedAsync(s_describe.ToByteArray());

        Assert.Equal("default", answer.Read<DescribeNamespaceResponse>().NamespaceInfo.Name);
    }

    [Fact]
    public async Task A_request_that_unpacks_to_more_than_the_limit_is_refused()
    {
        var answer = await SendPackedAsync(new byte[64 << 20]);

        Assert.Equal(
            (StatusCode.ResourceExhausted, "grpc: received message after decompression larger than max 4194304"),
            (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Bytes_that_were_never_packed_are_refused()
    {
        var answer = await server.Client.SendAsync(
            "DescribeNamespace", RawClient.Frame([1, 2, 3], format: 1), ("grpc-encoding", "gzip"));

        Assert.Equal(StatusCode.Internal, answer.Code);
        Assert.StartsWith("grpc: failed to decompress the received message", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "identity", StatusCode.Internal, "grpc: compressed flag set with identity or empty encoding")]
    [InlineData(
        1, "br", StatusCode.Unimplemented, "grpc: Decompressor is not installed for grpc-encoding \"br\"")]
    [InlineData(7, "gzip", StatusCode.Internal, "grpc: received unexpected payload format 7")]
    public async Task A_frame_of_another_format_is_refused(byte format, string encoding, StatusCode code, string text)
    {
        var answer = await server.Client.SendAsync(
            "DescribeNamespace", RawClient.Frame([], format), ("grpc-encoding", encoding));

        Assert.Equal((code, text), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_request_of_the_limit_is_taken_and_one_byte_more_is_refused()
    {
        var taken = await server.Client.SendAsync("DescribeNamespace", RawClient.Frame(Padded(Limit)));
        var refused = await server.Client.SendAsync("DescribeNamespace", RawClient.Frame(Padded(Limit + 1)));

        Assert.Equal(StatusCode.OK, taken.Code);
        Assert.Equal(
            (StatusCode.ResourceExhausted, "grpc: received message larger than max (4194305 vs. 4194304)"),
            (refused.Code, refused.Message));
    }

    [Theory]
    [InlineData("", "unexpected EOF")]
    [InlineData("0000", "unexpected EOF")]
    [InlineData("0000000005AA", "unexpected EOF")]
    [InlineData("00000000000000000000", "Received more than one message of a unary call.")]
    public async Task Anything_but_one_whole_frame_is_refused(string body, string text)
    {
        var answer = await server.Client.SendAsync("GetSystemInfo", Convert.FromHexString(body));

        Assert.Equal((StatusCode.Internal, text), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Bytes_that_are_no_such_message_are_refused()
    {
        var answer = await server.Client.SendAsync("DescribeNamespace", RawClient.Frame([0x0A, 0x7F]));

        Assert.Equal(StatusCode.Internal, answer.Code);
        Assert.StartsWith("grpc: error unmarshalling request: ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_grpc_gets_an_answer_of_plain_http()
    {
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed, await server.Client.ProbeAsync(probe => probe.Method = HttpMethod.Put));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            await server.Client.ProbeAsync(probe => probe.Content!.Headers.ContentType = new("application/json")));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            await server.Client.ProbeAsync(probe => probe.Content!.Headers.ContentType = new("application/grpc-web")));
        Assert.Equal(
            HttpStatusCode.OK,
            await server.Client.ProbeAsync(probe => probe.Content!.Headers.ContentType = new("application/grpc+proto")));
    }

    private Task<Answer> SendPackedAsync(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return server.Client.SendAsync(
            "DescribeNamespace", RawClient.Frame(packed.ToArray(), format: 1), ("grpc-encoding", "gzip"));
    }

    // A field that nobody declares makes the request as long as it should be.
    private static byte[] Padded(int size)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        s_describe.WriteTo(output);
        output.WriteTag(9000, WireFormat.WireType.LengthDelimited);
        output.Flush();
        // Four bytes say how long the rest is.
        output.WriteBytes(ByteString.CopyFrom(new byte[size - (int)bytes.Length - 4]));
        output.Flush();
        Assert.Equal(size, bytes.Length);
        return bytes.ToArray();
    }
}
