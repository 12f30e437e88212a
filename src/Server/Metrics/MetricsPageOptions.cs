using System.Net;
using Cairn.Server.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Server.Metrics;

/// <summary>The options of a <see cref="MetricsPage"/>.</summary>
public sealed record MetricsPageOptions
{
    /// <summary>The address to listen on. Default: the loopback, 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0, the default, chooses a free one.</summary>
    public int Port { get; init; }

    /// <summary>The TLS options; null, the default, means no TLS.</summary>
    public GrpcServerTlsOptions? Tls { get; init; }

    /// <summary>
    /// Whether a reader of the whole server alone may read it. Until <see cref="MetricsPage.Admit"/> says how callers
    /// are known, no caller may. Default: false.
    /// </summary>
    public bool IsGuarded { get; init; }

    /// <summary>Which tokens are accepted, if it is guarded; null, the default, means none.</summary>
    public JwtOptions? Jwt { get; init; }

    /// <summary>Where the page logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
