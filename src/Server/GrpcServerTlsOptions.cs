namespace Cairn.Server;

/// <summary>How the server encrypts, by PEM files. When they are replaced, new connections use the new ones.</summary>
public sealed record GrpcServerTlsOptions
{
    /// <summary>The certificate of the server, and behind it those that signed it.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>The private key of the certificate.</summary>
    public required string KeyFile { get; init; }

    /// <summary>
    /// Who must have signed the certificates of clients, each of which must have one then; null asks for none.
    /// </summary>
    public string? ClientCaFile { get; init; }
}
