namespace Cairn.Client;

/// <summary>How a silently broken connection is detected while calls are open on it.</summary>
public class KeepAliveOptions : ICloneable
{
    /// <summary>How long the connection may be silent before a ping is sent. Default 30 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to a ping may take before the connection is closed. Default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>How a connection is encrypted. Certificates and keys are in PEM form.</summary>
public class TlsOptions : ICloneable
{
    /// <summary>
    /// The certificate authority of the server's certificate; null means those that the system trusts.
    /// </summary>
    public byte[]? ServerRootCACert { get; set; }

    /// <summary>The name that the server's certificate must have; null means the host of the target.</summary>
    public string? Domain { get; set; }

    /// <summary>The certificate of the client, with those that signed it; null means none.</summary>
    public byte[]? ClientCert { get; set; }

    /// <summary>The private key of <see cref="ClientCert"/>; set both or neither.</summary>
    public byte[]? ClientPrivateKey { get; set; }

    /// <summary>True turns encryption off, even if there is an API key. Default false.</summary>
    public bool Disabled { get; set; }

    /// <summary>Whether a certificate of the server that is valid, but for another name, is accepted.</summary>
    internal bool AcceptsOtherNames { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>An HTTP proxy through which the server is reached, by the method CONNECT.</summary>
public class HttpConnectProxyOptions : ICloneable
{
    /// <summary>Creates options whose target is set later.</summary>
    public HttpConnectProxyOptions()
    {
    }

    /// <summary>Creates options with a target.</summary>
    /// <param name="targetHost">Host and port of the proxy.</param>
    public HttpConnectProxyOptions(string targetHost)
    {
        ArgumentNullException.ThrowIfNull(targetHost);
        TargetHost = targetHost;
    }

    /// <summary>The proxy as host:port. Required.</summary>
    public string? TargetHost { get; set; }

    /// <summary>The user and the password for the proxy; null means none.</summary>
    public (string Username, string Password)? BasicAuth { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>How a client notices that the server's name means other addresses than before.</summary>
public class DnsLoadBalancingOptions : ICloneable
{
    /// <summary>
    /// How long a connection takes new calls; then another one is opened, for which the name is resolved again. Default
    /// 30 s.
    /// </summary>
    public TimeSpan ResolutionInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
