using System.Net;
using Cairn.Protocol.Grpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Server;

/// <summary>Where the server listens and what it lets in.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>The address that it listens on. Default: the loopback, 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one. Default: 7233, as Temporal's server.</summary>
    public int Port { get; init; } = 7233;

    /// <summary>How it encrypts; null, the default, means not at all.</summary>
    public GrpcServerTlsOptions? Tls { get; init; }

    /// <summary>How large a request may be, in bytes, packed and unpacked. Default: 4 MiB, as grpc-go.</summary>
    public int MaxReceiveBytes { get; init; } = MessageFrame.MaxRequestBytes;

    /// <summary>How many calls one connection may have open, long polls among them. Default: 10,000.</summary>
    public int MaxStreamsPerConnection { get; init; } = 10_000;

    /// <summary>Where the server logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <exception cref="ArgumentException">An option is out of range; the message names it and the range.</exception>
    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        Require(Port is >= 0 and <= 65535, nameof(Port), Port, "0 to 65535");
        Require(
            MaxReceiveBytes is >= 1024 and <= 1 << 30, nameof(MaxReceiveBytes), MaxReceiveBytes, "1024 to 1073741824");
        Require(MaxStreamsPerConnection >= 1, nameof(MaxStreamsPerConnection), MaxStreamsPerConnection, "1 or more");
    }

    private static void Require(bool isInRange, string option, object value, string range)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}, not {value}.");
        }
    }
}
