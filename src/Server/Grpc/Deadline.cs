using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>When a call ends: by its grpc-timeout, or when its caller goes.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource timer = new();
    private readonly CancellationTokenSource either;

    private Deadline(TimeSpan? timeout, CancellationToken aborted)
    {
        Timeout = timeout;
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, aborted);
        if (timeout is { } time)
        {
            timer.CancelAfter(time);
        }
    }

    /// <summary>How long the caller waits; null means for ever.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>Ends with the call.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => timer.IsCancellationRequested;

    /// <summary>Reads it from a call, whose time begins now.</summary>
    /// <exception cref="RpcException">grpc-timeout is malformed.</exception>
    public static Deadline Read(HttpContext http)
    {
        TimeSpan? timeout = null;
        if (http.Request.Headers[GrpcHeaders.Timeout] is [{ } text, ..])
        {
            timeout = GrpcTimeout.Parse(text)
                ?? throw new RpcException(
                    RpcException.StatusCode.Internal, $"malformed grpc-timeout: {Clipped.Echo(text)}");
        }

        return new Deadline(timeout, http.RequestAborted);
    }

    /// <summary>Forgets the timer.</summary>
    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
