using System.Security.Cryptography;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>Client and gate, encrypted, each knowing whom it talks to or not.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-tls-");
    private readonly Certificates ours = new("ours");
    private readonly Certificates others = new("others");
    private readonly WarningLog log = new();
    private Node node = null!;

    public async ValueTask InitializeAsync() => node = await Node.StartAsync(new MemoryStore());

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        folder.Delete(recursive: true);
        ours.Dispose();
        others.Dispose();
    }

    [Fact]
    public async Task A_client_that_trusts_the_authority_of_the_server_gets_through()
    {
        await using var gate = await OpenAsync();
        await ConnectAsync(gate, new() { ServerRootCACert = ours.Root });
    }

    [Fact]
    public async Task A_client_that_trusts_somebody_else_does_not()
    {
        await using var gate = await OpenAsync();
        await AssertUnavailableAsync(gate, new() { ServerRootCACert = others.Root });
        await AssertUnavailableAsync(gate, new());
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_taken_only_under_that_name()
    {
        await using var gate = await OpenAsync();
        await AssertUnavailableAsync(gate, new() { ServerRootCACert = ours.Root, Domain = "elsewhere" });
        await ConnectAsync(gate, new() { ServerRootCACert = ours.Root, Domain = "cairn.test" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_without_tls_hears_that_the_server_speaks_it(bool asksForCertificates)
    {
        await using var gate = await OpenAsync(asksForCertificates);
        var refusal = await AssertUnavailableAsync(gate, new() { Disabled = true });
        Assert.Equal(
            $"The server at {gate.EndPoint} speaks TLS, but the client does not: set Tls in its options.",
            refusal.Message);
    }

    [Fact]
    public async Task A_client_with_tls_hears_that_the_server_does_not_speak_it()
    {
        await using var gate = await StartAsync(null);
        var refusal = await AssertUnavailableAsync(gate, new() { ServerRootCACert = ours.Root });
        Assert.Equal(
            $"The client speaks TLS, but the server at {gate.EndPoint} does not: set Tls.Disabled (an API key turns "
            + "TLS on), or turn TLS on at the server.",
            refusal.Message);
    }

    [Fact]
    public async Task Certificates_that_are_replaced_are_used_by_new_connections()
    {
        await using var gate = await OpenAsync(asksForCertificates: true);
        var (certificate, key) = ours.Sign("client");
        var (later, laterKey) = others.Sign("client");
        var before = new TlsOptions
        {
            ServerRootCACert = ours.Root, ClientCert = certificate, ClientPrivateKey = key,
        };
        var after = new TlsOptions
        {
            ServerRootCACert = others.Root, ClientCert = later, ClientPrivateKey = laterKey,
        };
        await ConnectAsync(gate, before);

        await WriteAsync(others);
        await ConnectAsync(gate, after);
        await AssertUnavailableAsync(gate, before);
    }

    [Fact]
    public async Task A_certificate_that_is_half_written_is_warned_of_once_and_the_former_one_stays_in_use()
    {
        await using var gate = await OpenAsync();
        var trust = new TlsOptions { ServerRootCACert = ours.Root };
        var (certificate, key) = others.Sign("cairn.test");
        await File.WriteAllBytesAsync(Named("server.pem"), certificate[..100], TestContext.Current.CancellationToken);
        await ConnectAsync(gate, trust);
        await ConnectAsync(gate, trust);
        Assert.Contains(
            "server.pem has no certificate in PEM form", Assert.Single(log.Lines), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Named("server.pem"), certificate, TestContext.Current.CancellationToken);
        await ConnectAsync(gate, trust);
        await File.WriteAllBytesAsync(Named("key.pem"), key, TestContext.Current.CancellationToken);
        await AssertUnavailableAsync(gate, trust);
        await ConnectAsync(gate, new() { ServerRootCACert = others.Root });
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task A_gate_that_asks_for_certificates_lets_those_in_that_its_authority_signed()
    {
        await using var gate = await OpenAsync(asksForCertificates: true);
        var (certificate, key) = ours.Sign("client");
        var (strange, strangeKey) = others.Sign("client");

        await ConnectAsync(
            gate, new() { ServerRootCACert = ours.Root, ClientCert = certificate, ClientPrivateKey = key });
        await AssertUnavailableAsync(gate, new() { ServerRootCACert = ours.Root });
        await AssertUnavailableAsync(
            gate, new() { ServerRootCACert = ours.Root, ClientCert = strange, ClientPrivateKey = strangeKey });
    }

    [Fact]
    public async Task A_client_certificate_without_its_key_is_refused()
    {
        await using var gate = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => ConnectAsync(gate, new() { ClientCert = ours.Sign("client").Certificate }));
        await Assert.ThrowsAnyAsync<CryptographicException>(
            () => ConnectAsync(gate, new() { ClientCert = [1, 2], ClientPrivateKey = [3] }));
    }

    [Fact]
    public async Task An_api_key_is_not_sent_in_clear()
    {
        await using var gate = await StartAsync(null);
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => CairnConnection.ConnectAsync(new(gate.EndPoint.ToString()) { ApiKey = "key" }));
        Assert.Equal(RpcException.StatusCode.Unavailable, refusal.Code);
    }

    [Theory]
    [InlineData("missing.pem", "key.pem")]
    [InlineData("server.pem", "missing.pem")]
    [InlineData("server.pem", "server.pem")]
    [InlineData("key.pem", "key.pem")]
    [InlineData("server.pem", "other.key.pem")]
    public async Task A_gate_names_the_file_that_it_cannot_use(string certificate, string key)
    {
        await WriteAsync();
        await File.WriteAllBytesAsync(
            Path.Combine(folder.FullName, "other.key.pem"),
            ours.Sign("other").Key,
            TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAnyAsync<IOException>(
            () => StartAsync(new() { CertificateFile = Named(certificate), KeyFile = Named(key) }));

        Assert.Contains(folder.FullName, failure.Message, StringComparison.Ordinal);
    }

    private async Task<GrpcServer> OpenAsync(bool asksForCertificates = false)
    {
        await WriteAsync();
        return await StartAsync(new()
        {
            CertificateFile = Named("server.pem"),
            KeyFile = Named("key.pem"),
            ClientCaFile = asksForCertificates ? Named("ca.pem") : null,
        });
    }

    private Task<GrpcServer> StartAsync(GrpcServerTlsOptions? tls) => GrpcServer.StartAsync(
        node.Service,
        node.OperatorService,
        node.HealthService,
        new() { Port = 0, Tls = tls, LoggerFactory = log },
        TestContext.Current.CancellationToken);

    private async Task WriteAsync(Certificates? authority = null)
    {
        var signer = authority ?? ours;
        var (certificate, key) = signer.Sign("cairn.test");
        await File.WriteAllBytesAsync(Named("server.pem"), certificate);
        await File.WriteAllBytesAsync(Named("key.pem"), key);
        await File.WriteAllBytesAsync(Named("ca.pem"), signer.Root);
    }

    private string Named(string file) => Path.Combine(folder.FullName, file);

    private static async Task ConnectAsync(GrpcServer gate, TlsOptions tls)
    {
        using var connection = await CairnConnection.ConnectAsync(new(gate.EndPoint.ToString()) { Tls = tls });
    }

    private static async Task<RpcException> AssertUnavailableAsync(GrpcServer gate, TlsOptions tls)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ConnectAsync(gate, tls));
        Assert.Equal(RpcException.StatusCode.Unavailable, refusal.Code);
        return refusal;
    }
}
