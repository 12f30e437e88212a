using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>The end of a call: its grpc-timeout, or the end of its connection.</summary>
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

    /// <summary>The caller's timeout; null if it sent none.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>Is cancelled when the call ends.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Whether the timeout has passed.</summary>
    public bool IsOver => timer.IsCancellationRequested;

    /// <summary>Reads the timeout of a call; it counts from now.</summary>
    /// <param name="http">The request.</param>
    /// <param name="malformed">The status of a malformed timeout.</param>
    /// <exception cref="RpcException">grpc-timeout is malformed.</exception>
    public static Deadline Read(HttpContext http, RpcException.StatusCode malformed)
    {
        TimeSpan? timeout = null;
        if (http.Request.Headers[GrpcHeaders.Timeout] is [{ } text, ..])
        {
            timeout = GrpcTimeout.Parse(text)
                ?? throw new RpcException(malformed, $"malformed grpc-timeout: {Clipped.Echo(text)}");
        }

        return new Deadline(timeout, http.RequestAborted);
    }

    /// <summary>Disposes the timer.</summary>
    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
