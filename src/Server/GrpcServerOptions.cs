using System.Net;
using Cairn.Protocol.Grpc;
using Cairn.Server.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Server;

/// <summary>The options of a <see cref="GrpcServer"/>.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>The port of Temporal's server.</summary>
    public const int DefaultPort = 7233;

    /// <summary>The address that it listens on. Default: the loopback, 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 chooses a free one. Default: 7233, as Temporal's server.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The TLS options; null means no TLS. Default: null.</summary>
    public GrpcServerTlsOptions? Tls { get; init; }

    /// <summary>How callers are known; null, the default, lets every caller in.</summary>
    public AccessOptions? Access { get; init; }

    /// <summary>
    /// The maximum size of a request in bytes, both compressed and decompressed. Default: 4 MiB, as grpc-go.
    /// </summary>
    public int MaxReceiveBytes { get; init; } = MessageFrame.MaxRequestBytes;

    /// <summary>The maximum number of open calls on one connection, including long polls. Default: 10,000.</summary>
    public int MaxStreamsPerConnection { get; init; } = 10_000;

    /// <summary>
    /// The HTTP API, on a port of its own and, with TLS, on that of gRPC too; null means none. Default: null.
    /// </summary>
    public HttpApiOptions? HttpApi { get; init; }

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
        HttpApi?.ThrowIfInvalid();
        Require(
            Tls is not null || Port == 0 || HttpApi?.Port != Port,
            "HttpApi.Port",
            Port,
            "another port than that of gRPC without TLS");
    }

    internal static void Require(bool isInRange, string option, object value, string range)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}, not {value}.");
        }
    }
}
