namespace Cairn.Client;

/// <summary>How a connection is encrypted. Certificates and keys are in PEM form.</summary>
public class TlsOptions : ICloneable
{
    /// <summary>Who may have signed the server's certificate; null means whom the system trusts.</summary>
    public byte[]? ServerRootCACert { get; set; }

    /// <summary>The name that the server's certificate must have; null means the host of the target.</summary>
    public string? Domain { get; set; }

    /// <summary>The certificate of the client, with those that signed it; null means none.</summary>
    public byte[]? ClientCert { get; set; }

    /// <summary>The private key of <see cref="ClientCert"/>; both are set or none.</summary>
    public byte[]? ClientPrivateKey { get; set; }

    /// <summary>True encrypts nothing, also where an API key would. Default false.</summary>
    public bool Disabled { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
