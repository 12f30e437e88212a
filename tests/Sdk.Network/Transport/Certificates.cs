using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>An authority that signs certificates, and what it signed, in PEM form.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly X509Certificate2 root;

    public Certificates(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    public byte[] Root => Encoding.UTF8.GetBytes(root.ExportCertificatePem());

    public (byte[] Certificate, byte[] Key) Sign(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(
            root, root.NotBefore, root.NotAfter, RandomNumberGenerator.GetBytes(8));
        return (
            Encoding.UTF8.GetBytes(signed.ExportCertificatePem()),
            Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose() => root.Dispose();
}
