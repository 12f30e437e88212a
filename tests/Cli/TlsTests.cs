using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Network.Transport;

namespace Cairn.Tests.Cli;

/// <summary>A server that encrypts, by files.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn");
    private readonly Certificates authority = new("authority");
    private readonly Certificates others = new("others");

    public TlsTests()
    {
        var (certificate, key) = authority.Sign("cairn.test");
        File.WriteAllBytes(Named("server.pem"), certificate);
        File.WriteAllBytes(Named("key.pem"), key);
        File.WriteAllBytes(Named("ca.pem"), authority.Root);
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        authority.Dispose();
        others.Dispose();
    }

    [Fact]
    public async Task With_a_certificate_and_its_key_it_is_reached_by_tls_alone()
    {
        using var server = Start();
        var place = $"{await server.ReadyAsync()}";

        await ConnectAsync(place, new() { ServerRootCACert = authority.Root });
        await RefusedAsync(place, new() { ServerRootCACert = others.Root });
        await RefusedAsync(place, null);
    }

    [Fact]
    public async Task With_an_authority_for_clients_it_lets_in_whom_that_one_signed()
    {
        using var server = Start("--tls-client-ca-path", Named("ca.pem"));
        var place = $"{await server.ReadyAsync()}";
        var (certificate, key) = authority.Sign("client");
        var (strange, strangeKey) = others.Sign("client");

        await ConnectAsync(
            place, new() { ServerRootCACert = authority.Root, ClientCert = certificate, ClientPrivateKey = key });
        await RefusedAsync(place, new() { ServerRootCACert = authority.Root });
        await RefusedAsync(
            place, new() { ServerRootCACert = authority.Root, ClientCert = strange, ClientPrivateKey = strangeKey });
    }

    [Fact]
    public async Task Its_metrics_are_plain_on_this_machine()
    {
        using var server = Start("--metrics-port=0");
        await ConnectAsync($"{await server.ReadyAsync()}", new() { ServerRootCACert = authority.Root });
        var page = await server.SaidAsync("Metrics: ");

        Assert.StartsWith("http://127.0.0.1:", page, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Contains(
            "cairn_requests_total{rpc=\"GetSystemInfo\"",
            await http.GetStringAsync(new Uri(page), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_its_metrics_want_tls_and_a_credential()
    {
        var made = await new Terminal().JsonAsync(
            $"operator api-key create --name p --permission *:reader -f {Named("cairn.db")} -o json");
        using var server = Start("--metrics-port=0", "--metrics-ip=0.0.0.0", "--db-filename", Named("cairn.db"));
        await server.ReadyAsync();
        var page = await server.SaidAsync("Metrics: ");

        Assert.StartsWith("https://0.0.0.0:", page, StringComparison.Ordinal);
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
        };
        using var http = new HttpClient(handler);
        var place = new UriBuilder(page) { Host = "127.0.0.1" }.Uri;
        var none = await http.GetAsync(place, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, none.StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string?)made["text"]);
        var read = await http.GetStringAsync(place, TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE ", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.pem", "key.pem", "missing.pem")]
    [InlineData("server.pem", "missing.pem", "missing.pem")]
    [InlineData("key.pem", "key.pem", "key.pem")]
    [InlineData("server.pem", "ca.pem", "ca.pem")]
    public async Task A_file_that_it_cannot_use_is_named(string certificate, string key, string named)
    {
        using var server = ServerProcess.StartDev(
            "--port", "0", "--tls-cert-path", Named(certificate), "--tls-key-path", Named(key));

        var (code, error) = await server.EndAsync();

        Assert.Equal(1, code);
        Assert.StartsWith("Error: ", error, StringComparison.Ordinal);
        Assert.Contains(Named(named), Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private ServerProcess Start(params string[] more) => ServerProcess.StartDev(
        ["--port", "0", "--tls-cert-path", Named("server.pem"), "--tls-key-path", Named("key.pem"), .. more]);

    private string Named(string file) => Path.Combine(folder.FullName, file);

    private static async Task ConnectAsync(string place, TlsOptions? tls)
    {
        using var connection = await CairnConnection.ConnectAsync(new(place) { Tls = tls });
        Assert.True(await connection.CheckHealthAsync());
    }

    private static async Task RefusedAsync(string place, TlsOptions? tls)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ConnectAsync(place, tls));
        Assert.Equal(RpcException.StatusCode.Unavailable, refusal.Code);
    }
}
