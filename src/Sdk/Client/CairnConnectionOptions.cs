using System.Diagnostics.CodeAnalysis;
using Cairn.Runtime;

namespace Cairn.Client;

/// <summary>The server's address, and how clients and workers identify themselves and retry.</summary>
public class CairnConnectionOptions : ICloneable
{
    /// <summary>Creates options whose target is set later, or that need none.</summary>
    public CairnConnectionOptions()
    {
    }

    /// <summary>Creates options with a target.</summary>
    /// <param name="targetHost">Host and port.</param>
    public CairnConnectionOptions(string targetHost)
    {
        ArgumentNullException.ThrowIfNull(targetHost);
        TargetHost = targetHost;
    }

    /// <summary>The server as host:port, <c>localhost:7233</c> for instance; null for one in this process.</summary>
    public string? TargetHost { get; set; }

    /// <summary>How the connection is encrypted; null means no encryption, unless there is an API key.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>
    /// The caller's identity in histories and descriptions. Default process id, @, host name; null sets the default.
    /// </summary>
    [AllowNull]
    public string Identity
    {
        get;
        set => field = value ?? DefaultIdentity;
    }
    = DefaultIdentity;

    /// <summary>How calls that failed for a temporary reason are tried again; null sets the defaults.</summary>
    [AllowNull]
    public RpcRetryOptions RpcRetry
    {
        get;
        set => field = value ?? new();
    }
    = new();

    /// <summary>How a silently broken connection is detected; null means not at all.</summary>
    public KeepAliveOptions? KeepAlive { get; set; } = new();

    /// <summary>The HTTP proxy through which the server is reached; null, the default, means none.</summary>
    public HttpConnectProxyOptions? HttpConnectProxy { get; set; }

    /// <summary>
    /// How often the server's name is resolved again; null, the default, means when a connection is lost.
    /// </summary>
    public DnsLoadBalancingOptions? DnsLoadBalancing { get; set; }

    /// <summary>Whether large requests are compressed. Default by gzip.</summary>
    public GrpcCompression GrpcCompression { get; set; } = new GrpcCompression.Gzip();

    /// <summary>
    /// Metadata of calls over the network; names in lower case. A call's own metadata takes precedence.
    /// </summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? RpcMetadata { get; set; }

    /// <summary>Binary metadata of calls over the network; names in lower case that end in <c>-bin</c>.</summary>
    public IReadOnlyCollection<KeyValuePair<string, byte[]>>? RpcBinaryMetadata { get; set; }

    /// <summary>
    /// Sent as <c>authorization: Bearer</c> with every call over the network. It turns encryption on.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>How large values may become before a log line or an error says so.</summary>
    public PayloadLimitsOptions PayloadLimits { get; set; } = new();

    /// <summary>The clock of retries, heartbeats and shutdown. Default the system's; tests set their own.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the metrics of clients and workers go; null, the default, means the default runtime.</summary>
    public CairnRuntime? Runtime { get; set; }

    private static string DefaultIdentity => $"{Environment.ProcessId}@{Environment.MachineName}";

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (CairnConnectionOptions)MemberwiseClone();
        copy.Tls = (TlsOptions?)Tls?.Clone();
        copy.RpcRetry = (RpcRetryOptions)RpcRetry.Clone();
        copy.PayloadLimits = (PayloadLimitsOptions)PayloadLimits.Clone();
        copy.KeepAlive = (KeepAliveOptions?)KeepAlive?.Clone();
        copy.HttpConnectProxy = (HttpConnectProxyOptions?)HttpConnectProxy?.Clone();
        copy.DnsLoadBalancing = (DnsLoadBalancingOptions?)DnsLoadBalancing?.Clone();
        return copy;
    }
}
