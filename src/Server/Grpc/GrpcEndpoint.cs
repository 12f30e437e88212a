using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Grpc;
using Cairn.Server.Access;
using Cairn.Server.Metrics;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cairn.Server.Grpc;

/// <summary>
/// Handles one call, from its HTTP/2 stream to its answer. Every error leaves as a status, never as an exception and
/// never as UNKNOWN.
/// </summary>
/// <param name="methods">The RPCs.</param>
/// <param name="maxReceiveBytes">The maximum size of a request in bytes.</param>
/// <param name="access">Admits calls; null admits all.</param>
/// <param name="logger">Where errors of handlers are logged.</param>
/// <param name="stopping">Is cancelled when the server stops; ends long polls.</param>
internal sealed partial class GrpcEndpoint(
    GrpcMethods methods, int maxReceiveBytes, AccessControl? access, ILogger logger, CancellationToken stopping)
{
    /// <summary>Answers one call.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (!IsGrpc(http))
        {
            return;
        }

        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.AcceptedEncodings;
        var rpc = methods.NameOf(http.Request.Path.Value!);
        var began = RequestMetrics.Begin(rpc);
        var span = RequestSpans.Start(methods.PathOf(http.Request.Path.Value!), http.Request.Headers);
        RpcException? refused = null;
        try
        {
            ResponseWriter.Write(http, await AnswerAsync(http).ConfigureAwait(false));
        }
        catch (RpcException caught)
        {
            refused = caught;
            ResponseWriter.Write(http, refused);
        }
        finally
        {
            RequestMetrics.End(rpc, began, refused?.Code ?? RpcException.StatusCode.OK);
            RequestSpans.End(span, refused);
        }
    }

    private async Task<IMessage> AnswerAsync(HttpContext http)
    {
        using var deadline = Deadline.Read(http);
        try
        {
            return await AnswerAsync(http, deadline).ConfigureAwait(false);
        }
        catch (Exception caught)
        {
            throw StatusOf(caught, http, deadline.IsOver);
        }
    }

    private async Task<IMessage> AnswerAsync(HttpContext http, Deadline deadline)
    {
        var method = methods.Find(http.Request.Path.Value!);
        var call = access is null ? null : await access.BeginAsync(http, method.Name).ConfigureAwait(false);
        var request = await RequestReader.ReadAsync(http.Request, maxReceiveBytes, deadline.Token)
            .ConfigureAwait(false);
        if (method.NeedsDeadline && deadline.Timeout is null)
        {
            throw new RpcException(RpcException.StatusCode.InvalidArgument, "Context timeout is not set.");
        }

        var read = Read(method, request);
        if (call is not null)
        {
            access!.Admit(call, read);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var context = new RpcContext(deadline.Timeout, Metadata.Read(http.Request.Headers), end.Token);
        try
        {
            // Most handlers do not wait and do not check the deadline, so the endpoint does.
            var answer = await method.CallAsync(read, context).WaitAsync(deadline.Token).ConfigureAwait(false);
            Record(call, RpcException.StatusCode.OK);
            return answer;
        }
        catch (RpcException refused)
        {
            Record(call, refused.Code);
            throw;
        }
        catch (OperationCanceledException)
        {
            // A handler that still runs must be cancelled before the token is disposed, or an abandoned poll would take
            // a task.
            await end.CancelAsync().ConfigureAwait(false);
            Record(call, RpcException.StatusCode.Cancelled);
            throw;
        }
    }

    private static IMessage Read(GrpcMethod method, ReadOnlyMemory<byte> request)
    {
        try
        {
            return method.Read(request.Span);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RpcException(
                RpcException.StatusCode.Internal, $"grpc: error unmarshalling request: {ReasonOf(malformed)}");
        }
    }

    private void Record(AdmittedCall? call, RpcException.StatusCode outcome)
    {
        if (call is not null)
        {
            access!.End(call, outcome);
        }
    }

    private RpcException StatusOf(Exception caught, HttpContext http, bool isLate)
    {
        switch (caught)
        {
            case RpcException { Code: not (RpcException.StatusCode.Unknown or RpcException.StatusCode.OK) } refused:
                return refused;
            case OperationCanceledException when isLate:
                return new(RpcException.StatusCode.DeadlineExceeded, "context deadline exceeded");
            case OperationCanceledException or IOException when http.RequestAborted.IsCancellationRequested:
                return new(RpcException.StatusCode.Cancelled, "context canceled");
            case OperationCanceledException when stopping.IsCancellationRequested:
                return new(RpcException.StatusCode.Unavailable, "The server is shutting down.");
            default:
                LogFault(http.Request.Path, caught);
                return new(RpcException.StatusCode.Internal, "internal error");
        }
    }

    // The texts are those of the Go parser, which Temporal's server uses.
    private static string ReasonOf(InvalidProtocolBufferException malformed) =>
        malformed.Message == "String is invalid UTF-8." ? "string field contains invalid UTF-8" : malformed.Message;

    private static bool IsGrpc(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = HttpMethods.Post;
            return false;
        }

        const string Type = GrpcHeaders.ContentType;
        var type = http.Request.ContentType;
        var isGrpc = type is not null
            && type.StartsWith(Type, StringComparison.OrdinalIgnoreCase)
            && (type.Length == Type.Length || type[Type.Length] is '+' or ';');
        if (!isGrpc)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        }

        return isGrpc;
    }

    [LoggerMessage(2004, LogLevel.Error, "A call of {Path} failed.")]
    private partial void LogFault(string path, Exception exception);
}
