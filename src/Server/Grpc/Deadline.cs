using System.Globalization;
using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>When a call ends: by its grpc-timeout, or when its caller goes.</summary>
internal sealed class Deadline : IDisposable
{
    // A timer of .NET cannot wait longer than 49 days; no call does.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

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
        if (http.Request.Headers["grpc-timeout"] is [{ } text, ..])
        {
            timeout = Parse(text)
                ?? throw new RpcException(
                    RpcException.StatusCode.Internal, $"malformed grpc-timeout: {Clipped.Echo(text)}");
        }

        return new Deadline(timeout, http.RequestAborted);
    }

    /// <summary>At most eight digits and a unit, as gRPC over HTTP/2 has it; null if it is something else.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length is < 2 or > 9
            || !long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        long? ticks = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 0,
            _ => null,
        };
        return ticks switch
        {
            null => null,
            0 => TimeSpan.FromTicks(number / TimeSpan.NanosecondsPerTick),
            { } unit => number > Longest.Ticks / unit ? Longest : TimeSpan.FromTicks(number * unit),
        };
    }

    /// <summary>Forgets the timer.</summary>
    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
