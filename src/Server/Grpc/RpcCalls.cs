using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Server.Access;
using Cairn.Server.Metrics;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cairn.Server.Grpc;

/// <summary>
/// Makes the calls of RPCs, whether they came as gRPC or as HTTP. Every error leaves as a status and never as UNKNOWN.
/// </summary>
/// <param name="methods">The RPCs.</param>
/// <param name="access">Admits calls; null admits all.</param>
/// <param name="logger">Where errors of handlers are logged.</param>
/// <param name="stopping">Is cancelled when the server stops; ends long polls.</param>
internal sealed partial class RpcCalls(
    GrpcMethods methods, AccessControl? access, ILogger logger, CancellationToken stopping)
{
    /// <summary>Measures one call, from the reading of its request to its answer.</summary>
    /// <param name="http">The request over HTTP.</param>
    /// <param name="path">The path of the RPC in gRPC.</param>
    /// <param name="malformed">The status of a malformed timeout.</param>
    /// <param name="answer">Reads the request and answers it.</param>
    /// <exception cref="RpcException">The call was refused, or it failed.</exception>
    public async Task<IMessage> RunAsync(
        HttpContext http, string path, RpcException.StatusCode malformed, Func<Deadline, Task<IMessage>> answer)
    {
        var rpc = methods.NameOf(path);
        var began = RequestMetrics.Begin(rpc);
        var span = RequestSpans.Start(methods.PathOf(path), http.Request.Headers);
        RpcException? refused = null;
        try
        {
            using var deadline = Deadline.Read(http, malformed);
            try
            {
                return await answer(deadline).ConfigureAwait(false);
            }
            catch (Exception caught)
            {
                throw StatusOf(caught, http, path, deadline.IsOver);
            }
        }
        catch (RpcException caught)
        {
            refused = caught;
            throw;
        }
        finally
        {
            RequestMetrics.End(rpc, began, refused?.Code ?? RpcException.StatusCode.OK);
            RequestSpans.End(span, refused);
        }
    }

    /// <summary>Looks at who calls, before the request is read; null if every caller is admitted.</summary>
    /// <exception cref="RpcException">The caller is refused.</exception>
    public async ValueTask<AdmittedCall?> BeginAsync(HttpContext http, GrpcMethod method) =>
        access is null ? null : await access.BeginAsync(http, method.Name).ConfigureAwait(false);

    /// <summary>
    /// Calls the handler of an RPC, if the caller may call it, and waits no longer than its deadline.
    /// </summary>
    /// <param name="method">The RPC.</param>
    /// <param name="call">Who calls; null admits every caller.</param>
    /// <param name="request">The request.</param>
    /// <param name="metadata">The metadata of the call.</param>
    /// <param name="deadline">The end of the call.</param>
    /// <exception cref="RpcException">The call was refused, or it failed.</exception>
    public async Task<IMessage> CallAsync(
        GrpcMethod method,
        AdmittedCall? call,
        IMessage request,
        IReadOnlyDictionary<string, string> metadata,
        Deadline deadline)
    {
        if (call is not null)
        {
            access?.Admit(call, request);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var context = new RpcContext(deadline.Timeout, metadata, end.Token);
        try
        {
            // Most handlers do not wait and do not check the deadline.
            var answer = await method.CallAsync(request, context).WaitAsync(deadline.Token).ConfigureAwait(false);
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

    private void Record(AdmittedCall? call, RpcException.StatusCode outcome)
    {
        if (call is not null)
        {
            access?.End(call, outcome);
        }
    }

    /// <summary>The status of an exception; one that nothing expects is logged with its stack.</summary>
    /// <param name="caught">The exception.</param>
    /// <param name="http">The request over HTTP.</param>
    /// <param name="path">What the request calls, for the log.</param>
    /// <param name="isLate">Whether the deadline of the call has passed.</param>
    public RpcException StatusOf(Exception caught, HttpContext http, string path, bool isLate)
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
                LogFault(path, caught);
                return new(RpcException.StatusCode.Internal, "internal error");
        }
    }

    [LoggerMessage(2004, LogLevel.Error, "A call of {Path} failed.")]
    private partial void LogFault(string path, Exception exception);
}
