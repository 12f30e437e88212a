namespace Cairn.Server;

/// <summary>The PEM files for TLS. After the files are replaced, new connections use the new ones.</summary>
public sealed record GrpcServerTlsOptions
{
    /// <summary>The file with the server's certificate, followed by its intermediate certificates.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>The file with the private key of the certificate.</summary>
    public required string KeyFile { get; init; }

    /// <summary>
    /// The file with the authorities that must have signed the client certificates. Null requires no client
    /// certificates.
    /// </summary>
    public string? ClientCaFile { get; init; }
}
