using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>Handles one gRPC call, from its HTTP/2 stream to its answer. Every error leaves as a status.</summary>
/// <param name="methods">The RPCs.</param>
/// <param name="calls">Makes the calls.</param>
/// <param name="maxReceiveBytes">The maximum size of a request in bytes.</param>
internal sealed class GrpcEndpoint(GrpcMethods methods, RpcCalls calls, int maxReceiveBytes)
{
    /// <summary>Whether a request is a gRPC call, by its content type.</summary>
    public static bool IsGrpc(HttpRequest request)
    {
        const string Type = GrpcHeaders.ContentType;
        var type = request.ContentType;
        return type is not null
            && type.StartsWith(Type, StringComparison.OrdinalIgnoreCase)
            && (type.Length == Type.Length || type[Type.Length] is '+' or ';');
    }

    /// <summary>Answers one call.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (!IsCall(http))
        {
            return;
        }

        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.AcceptedEncodings;
        try
        {
            var answer = await calls.RunAsync(
                http,
                http.Request.Path.Value!,
                RpcException.StatusCode.Internal,
                deadline => AnswerAsync(http, deadline)).ConfigureAwait(false);
            ResponseWriter.Write(http, answer);
        }
        catch (RpcException refused)
        {
            ResponseWriter.Write(http, refused);
        }
    }

    private async Task<IMessage> AnswerAsync(HttpContext http, Deadline deadline)
    {
        var method = methods.Find(http.Request.Path.Value!);
        var call = await calls.BeginAsync(http, method).ConfigureAwait(false);
        var bytes = await RequestReader.ReadAsync(http.Request, maxReceiveBytes, deadline.Token).ConfigureAwait(false);
        if (method.NeedsDeadline && deadline.Timeout is null)
        {
            throw new RpcException(RpcException.StatusCode.InvalidArgument, "Context timeout is not set.");
        }

        var metadata = Metadata.Read(http.Request.Headers, RpcException.StatusCode.Internal);
        return await calls.CallAsync(method, call, Read(method, bytes), metadata, deadline).ConfigureAwait(false);
    }

    private static IMessage Read(GrpcMethod method, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return method.Read(bytes.Span);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RpcException(
                RpcException.StatusCode.Internal, $"grpc: error unmarshalling request: {ReasonOf(malformed)}");
        }
    }

    // The texts are those of the Go parser, which Temporal's server uses.
    private static string ReasonOf(InvalidProtocolBufferException malformed) =>
        malformed.Message == "String is invalid UTF-8." ? "string field contains invalid UTF-8" : malformed.Message;

    private static bool IsCall(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = HttpMethods.Post;
            return false;
        }

        if (!IsGrpc(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        return true;
    }
}
