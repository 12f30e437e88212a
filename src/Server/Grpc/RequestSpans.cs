using System.Diagnostics;
using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>
/// A span for each call, named by service and method and joined to the span of the caller. Names of tags are
/// OpenTelemetry's for RPCs.
/// </summary>
internal static class RequestSpans
{
    private static readonly ActivitySource Source = new("Cairn.Server");

    /// <summary>Starts the span of a call; null if no collector wants it.</summary>
    /// <param name="path">The path of the call, which names service and method; null if there is no such RPC.</param>
    /// <param name="headers">The headers of the call.</param>
    public static Activity? Start(string? path, IHeaderDictionary headers)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var isJoined = ActivityContext.TryParse(
            headers.TraceParent.ToString(), headers.TraceState.ToString(), isRemote: true, out var caller);
        if (!isJoined)
        {
            // The web server may have made an activity that no collector gets: a parent that is in no trace.
            Activity.Current = null;
        }

        var span = Source.StartActivity(path?[1..] ?? "unknown", ActivityKind.Server, caller);
        if (span is { IsAllDataRequested: true } && path is not null)
        {
            var slash = path.LastIndexOf('/');
            span.SetTag("rpc.system", "grpc");
            span.SetTag("rpc.service", path[1..slash]);
            span.SetTag("rpc.method", path[(slash + 1)..]);
        }

        return span;
    }

    /// <summary>Ends the span of a call.</summary>
    public static void End(Activity? span, RpcException? refused)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("rpc.grpc.status_code", (int)(refused?.Code ?? RpcException.StatusCode.OK));
        if (refused is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, refused.Message);
        }

        span.Dispose();
    }
}
