using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cairn.Client;
using Cairn.Tests.Compatibility;
using Cairn.Tests.Sdk.Network.Transport;
using Cairn.Worker;

namespace Cairn.Tests.Cli;

/// <summary>The HTTP API as a user meets it: the program, curl and docs/http-api.md.</summary>
public sealed partial class HttpApiTests : IDisposable
{
    private const string Line = "HTTP API: ";

    private static readonly string Page = Path.Combine(Checkout.Root, "docs/http-api.md");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_example_of_the_page_says_what_the_page_says()
    {
        var page = await File.ReadAllTextAsync(Page, Cancellation);
        var hooks = Named("hooks.json");
        await File.WriteAllTextAsync(Named("payments.secret"), "s3cret\n", Cancellation);
        await File.WriteAllTextAsync(hooks, HookFile().Match(page).Groups["text"].Value, Cancellation);
        using var server = ServerProcess.Start(
            ["server", "start-dev", "--port", "0", "--hooks", hooks], folder.FullName);
        var client = await CairnClient.ConnectAsync(new($"{await server.ReadyAsync()}"));
        var address = new Uri(await server.SaidAsync(Line)).Authority;
        using var worker = new CairnWorker(
            client, new CairnWorkerOptions("orders").AddWorkflow<OrderWorkflow>());

        await worker.ExecuteAsync(
            async () =>
            {
                foreach (Match example in Example().Matches(page))
                {
                    var script = example.Groups["script"].Value;
                    var said = await RunAsync(script.Replace("localhost:7243", address, StringComparison.Ordinal));
                    AssertFits(example.Groups["answer"].Value, said, script);
                }
            },
            Cancellation);

        Assert.InRange(Example().Count(page), 20, 100);
        Assert.Equal(Example().Count(page), page.Split("```sh\n").Length - 1);
    }

    [Fact]
    public async Task A_development_server_says_where_its_api_is_and_others_only_have_one_if_asked()
    {
        using var dev = ServerProcess.StartDev("--port", "0");
        await dev.ReadyAsync();
        using var http = new HttpClient();
        var said = await http.GetStringAsync(new Uri($"{await dev.SaidAsync(Line)}/system-info"), Cancellation);
        Assert.Contains("serverVersion", said, StringComparison.Ordinal);

        using var plain = ServerProcess.Start(["server", "--port", "0"], folder.FullName);
        await plain.ReadyAsync();
        await plain.TerminateAsync();
        Assert.DoesNotContain(Line, await plain.RestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_development_server_takes_another_port_if_the_usual_one_is_taken()
    {
        var port = FreePort();
        using var first = ServerProcess.StartDev("--port", $"{port + 10}");
        await first.ReadyAsync();

        using var second = ServerProcess.StartDev("--port", $"{port}");
        await second.ReadyAsync();

        Assert.NotEqual(port + 10, new Uri(await second.SaidAsync(Line)).Port);
        Assert.Equal(port + 20, new Uri(await first.SaidAsync(Line)).Port);
    }

    [Theory]
    [InlineData("--http-cors-origin and --hooks are for the HTTP API, which --http-port turns on.", "--hooks", "x")]
    [InlineData("one port can serve both with TLS only", "--port", "17299", "--http-port", "17299")]
    [InlineData("Could not find file", "--http-port", "0", "--hooks", "/none.json")]
    public async Task Options_that_cannot_be_are_refused_before_there_is_a_database(
        string message, params string[] options)
    {
        using var server = ServerProcess.Start(["server", .. options], folder.FullName);

        var (code, error) = await server.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task With_tls_one_port_serves_both()
    {
        using var authority = new Certificates("authority");
        var (certificate, key) = authority.Sign("localhost");
        var (certificateFile, keyFile) = (Named("server.pem"), Named("key.pem"));
        await File.WriteAllBytesAsync(certificateFile, certificate, Cancellation);
        await File.WriteAllBytesAsync(keyFile, key, Cancellation);
        var port = FreePort();
        using var server = ServerProcess.StartDev(
            "--port", $"{port}", "--http-port", $"{port}",
            "--tls-cert-path", certificateFile, "--tls-key-path", keyFile);
        await server.ReadyAsync();
        var api = new Uri($"{await server.SaidAsync(Line)}/system-info");
        Assert.Equal(("https", port), (api.Scheme, api.Port));
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, found, _, _) => found?.Issuer == "CN=authority",
            },
        });

        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, api)
            {
                Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var answer = await http.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(version, answer.Version);
        }

        using var connection = await CairnConnection.ConnectAsync(new CairnConnectionOptions($"127.0.0.1:{port}")
        {
            Tls = new() { ServerRootCACert = authority.Root },
        });
        Assert.True(await connection.CheckHealthAsync());
    }

    private string Named(string file) => Path.Combine(folder.FullName, file);

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> RunAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = shell.StandardError.ReadToEndAsync(Cancellation);
        var said = await shell.StandardOutput.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        Assert.True(shell.ExitCode == 0, $"{script}\n{said}\n{await errors}");
        return said;
    }

    // The answer is the last document, if there are several; the page shows a part of it.
    private static void AssertFits(string expected, string said, string script)
    {
        var whole = JsonDocument.Parse(said.StartsWith("{\n", StringComparison.Ordinal)
            ? said
            : $"[{said.Replace("}{", "},{", StringComparison.Ordinal)}]").RootElement;
        var answer = whole.ValueKind == JsonValueKind.Array ? whole[whole.GetArrayLength() - 1] : whole;
        Assert.True(Fits(JsonDocument.Parse(expected).RootElement, answer), $"{script}\n{said}\nis not {expected}");
    }

    private static bool Fits(JsonElement expected, JsonElement found) => expected.ValueKind switch
    {
        JsonValueKind.Object when !expected.EnumerateObject().Any() => JsonElement.DeepEquals(expected, found),
        JsonValueKind.Object => found.ValueKind == JsonValueKind.Object && expected.EnumerateObject().All(
            member => found.TryGetProperty(member.Name, out var value) && Fits(member.Value, value)),
        JsonValueKind.Array => found.ValueKind == JsonValueKind.Array
            && expected.GetArrayLength() == found.GetArrayLength()
            && expected.EnumerateArray().Zip(found.EnumerateArray()).All(pair => Fits(pair.First, pair.Second)),
        JsonValueKind.String when expected.GetString() == "..." => true,
        _ => JsonElement.DeepEquals(expected, found),
    };

    [GeneratedRegex("```sh\n(?<script>.*?)```\n```json\n(?<answer>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("```json5 hooks.json\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex HookFile();
}
