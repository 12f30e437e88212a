using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Cairn.Client.Grpc;

/// <summary>Which servers a client trusts, and which certificate it presents.</summary>
internal static class TlsHandshake
{
    /// <exception cref="ArgumentException">There is a certificate without its key, or the reverse.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are not in PEM form.</exception>
    public static SslClientAuthenticationOptions Of(TlsOptions options)
    {
        var handshake = new SslClientAuthenticationOptions();
        if (options.ServerRootCACert is { } roots)
        {
            handshake.CertificateChainPolicy = Trusting(roots);
        }

        if (options.AcceptsOtherNames)
        {
            handshake.RemoteCertificateValidationCallback = (_, _, _, errors) =>
                (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        }

        if ((options.ClientCert is null) != (options.ClientPrivateKey is null))
        {
            throw new ArgumentException("A client certificate and its private key go together.", nameof(options));
        }

        if (options.ClientCert is { } certificate)
        {
            handshake.ClientCertificateContext = Context(certificate, options.ClientPrivateKey!);
        }

        return handshake;
    }

    private static X509ChainPolicy Trusting(byte[] roots)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(Encoding.UTF8.GetString(roots));
        return policy;
    }

    private static SslStreamCertificateContext Context(byte[] certificate, byte[] key)
    {
        var pem = Encoding.UTF8.GetString(certificate);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        return SslStreamCertificateContext.Create(
            X509Certificate2.CreateFromPem(pem, Encoding.UTF8.GetString(key)), chain, offline: true);
    }
}
