using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cairn.Server;

/// <summary>Reads the server's certificate and the authorities that sign client certificates.</summary>
internal static class ServerCertificates
{
    /// <exception cref="IOException">A file cannot be read or is invalid.</exception>
    public static SslServerAuthenticationOptions Read(GrpcServerTlsOptions options)
    {
        var handshake = new SslServerAuthenticationOptions { ServerCertificateContext = ReadOwn(options) };
        if (options.ClientCaFile is { } file)
        {
            handshake.ClientCertificateRequired = true;
            handshake.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handshake.CertificateChainPolicy.CustomTrustStore.AddRange(ReadAll(file));
        }

        return handshake;
    }

    private static SslStreamCertificateContext ReadOwn(GrpcServerTlsOptions options)
    {
        var chain = ReadAll(options.CertificateFile);
        var key = File.ReadAllText(options.KeyFile);
        try
        {
            var own = X509Certificate2.CreateFromPem(File.ReadAllText(options.CertificateFile), key);
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new IOException(
                $"{options.KeyFile} is not the private key of {options.CertificateFile}: {e.Message}", e);
        }
    }

    private static X509Certificate2Collection ReadAll(string file)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPemFile(file);
        }
        catch (CryptographicException e)
        {
            throw new IOException($"{file} is no certificate in PEM form: {e.Message}", e);
        }

        return all.Count > 0 ? all : throw new IOException($"{file} has no certificate in PEM form.");
    }
}
