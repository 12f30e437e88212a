using System.IO.Compression;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Rpc;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>What the client makes of what a server says.</summary>
public sealed class AnswerTests : PeerTest
{
    private static readonly GetSystemInfoResponse s_info = new() { ServerVersion = "1.2.3" };

    [Fact]
    public async Task An_answer_is_read()
    {
        Answer = http => Peer.AnswerAsync(http, s_info);
        Assert.Equal("1.2.3", (await CallAsync()).ServerVersion);
    }

    [Fact]
    public async Task A_packed_answer_is_unpacked()
    {
        Answer = http =>
        {
            http.Response.Headers["grpc-encoding"] = "gzip";
            return Peer.AnswerAsync(http, Peer.Frame(Packed(s_info.ToByteArray()), format: 1));
        };
        Assert.Equal("1.2.3", (await CallAsync()).ServerVersion);
    }

    [Fact]
    public async Task An_answer_that_unpacks_to_more_than_the_limit_is_refused()
    {
        Answer = http =>
        {
            http.Response.Headers["grpc-encoding"] = "gzip";
            return Peer.AnswerAsync(http, Peer.Frame(Packed(new byte[(128 << 20) + 1]), format: 1));
        };
        Assert.Equal(
            (StatusCode.ResourceExhausted, "grpc: received message after decompression larger than max 134217728"),
            await RefusalAsync());
    }

    [Fact]
    public async Task A_packed_answer_that_was_cut_off_is_refused()
    {
        Answer = http =>
        {
            http.Response.Headers["grpc-encoding"] = "gzip";
            return Peer.AnswerAsync(http, Peer.Frame(Packed(s_info.ToByteArray())[..^6], format: 1));
        };
        Assert.Equal(
            (StatusCode.Internal, "grpc: failed to decompress the received message: unexpected EOF"),
            await RefusalAsync());
    }

    [Fact]
    public async Task An_answer_that_is_packed_in_an_unknown_way_is_an_internal_error()
    {
        Answer = http =>
        {
            http.Response.Headers["grpc-encoding"] = "zstd";
            return Peer.AnswerAsync(http, Peer.Frame([], format: 1));
        };
        Assert.Equal(
            (StatusCode.Internal, "grpc: Decompressor is not installed for grpc-encoding \"zstd\""),
            await RefusalAsync());
    }

    [Fact]
    public async Task An_answer_that_says_it_is_larger_than_the_limit_is_refused_before_it_is_read()
    {
        Answer = http => Peer.AnswerAsync(http, Peer.Frame([], length: (128 << 20) + 1));
        Assert.Equal(
            (StatusCode.ResourceExhausted, "grpc: received message larger than max (134217729 vs. 134217728)"),
            await RefusalAsync());
    }

    [Theory]
    [InlineData("0000", "unexpected EOF")]
    [InlineData("0000000005AA", "unexpected EOF")]
    [InlineData("00000000000000000000", "Received more than one message of a unary call.")]
    [InlineData("0700000000", "grpc: received unexpected payload format 7")]
    [InlineData("0100000000", "grpc: compressed flag set with identity or empty encoding")]
    [InlineData("", "The server answered OK without a message.")]
    public async Task A_broken_answer_is_an_internal_error(string body, string text)
    {
        Answer = http => Peer.AnswerAsync(http, Convert.FromHexString(body));
        Assert.Equal((StatusCode.Internal, text), await RefusalAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_such_message_are_an_internal_error()
    {
        Answer = http => Peer.AnswerAsync(http, Peer.Frame([0x0A, 0x7F]));
        var (code, text) = await RefusalAsync();
        Assert.Equal(StatusCode.Internal, code);
        Assert.StartsWith("grpc: failed to unmarshal the received message", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_status_is_an_internal_error()
    {
        Answer = http => Peer.AnswerAsync(http, Peer.Frame([]), status: null);
        Assert.Equal(
            (StatusCode.Internal, "server closed the stream without sending trailers"), await RefusalAsync());
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("five")]
    public async Task A_status_that_nobody_knows_is_unknown(string status)
    {
        Answer = http => Peer.AnswerAsync(http, [], status);
        Assert.Equal(StatusCode.Unknown, (await RefusalAsync()).Code);
    }

    [Fact]
    public async Task A_refusal_has_its_code_its_text_and_its_typed_detail()
    {
        var started = new WorkflowExecutionAlreadyStartedFailure { RunId = "run" };
        var status = new Status { Code = 6, Message = "schon da", Details = { Any.Pack(started) } };
        var details = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
        Answer = http => Peer.RefuseAsync(http, 6, "100%25 l%C3%A4uft schon", details);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => CallAsync());

        Assert.Equal((StatusCode.AlreadyExists, "100% läuft schon"), (refusal.Code, refusal.Message));
        Assert.Equal(started, refusal.Detail);
    }

    [Theory]
    [InlineData("???")]
    [InlineData("CgA")]
    [InlineData("/////w")]
    public async Task Details_that_nobody_understands_leave_code_and_text(string details)
    {
        Answer = http => Peer.RefuseAsync(http, 5, "gone %zz", details);
        Assert.Equal((StatusCode.NotFound, "gone %zz"), await RefusalAsync());
    }

    [Fact]
    public async Task A_refusal_after_a_body_counts()
    {
        Answer = http => Peer.AnswerAsync(http, Peer.Frame([]), status: "7");
        Assert.Equal(StatusCode.PermissionDenied, (await RefusalAsync()).Code);
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(418, StatusCode.Unknown)]
    public async Task An_answer_of_plain_http_is_given_a_code(int status, StatusCode code)
    {
        Answer = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        Assert.Equal((code, $"unexpected HTTP status code received from server: {status}"), await RefusalAsync());
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
