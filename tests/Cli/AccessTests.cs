using System.Text.Json.Nodes;
using Cairn.Tests.Sdk.Network.Transport;

namespace Cairn.Tests.Cli;

/// <summary>A server whose callers must be known, from its first key on.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-access-");
    private readonly Certificates authority = new("authority");

    public AccessTests()
    {
        var (certificate, key) = authority.Sign("cairn.test");
        File.WriteAllBytes(Named("server.pem"), certificate);
        File.WriteAllBytes(Named("key.pem"), key);
        File.WriteAllBytes(Named("ca.pem"), authority.Root);
    }

    [Fact]
    public async Task A_server_that_nobody_could_call_does_not_start()
    {
        using var server = ServerProcess.Start([.. Words, "--ip", "0.0.0.0"]);

        var (code, errors) = await server.EndAsync();

        Assert.Equal(1, code);
        Assert.StartsWith(
            "Error: Callers need a credential, and there is none yet. cairn operator api-key create --name admin "
            + $"--permission '*:admin' --db-filename {Named("cairn.db")} makes the first one;",
            errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_key_is_made_on_the_database_and_opens_the_server()
    {
        var cairn = new Terminal();
        var made = await cairn.JsonAsync(
            $"operator api-key create --name admin --permission *:admin -f {Named("cairn.db")} -o json");
        using var server = ServerProcess.Start([.. Words, "--ip", "0.0.0.0"]);
        var port = (await server.ReadyAsync()).Port;
        var reach = $"--address 127.0.0.1:{port} --tls-ca-path {Named("ca.pem")} --tls-server-name cairn.test";
        var admin = $"{reach} --api-key {made["text"]}";

        Assert.Equal(
            (1, "", "Error: Request unauthorized. Send a credential by --api-key, or the variable CAIRN_API_KEY.\n"),
            await cairn.AllAsync($"workflow count {reach}"));
        Assert.Equal("Total: 0\n", await cairn.TextAsync($"workflow count {admin}"));
        var reader = await cairn.JsonAsync(
            $"operator api-key create --name reader --permission default:reader --valid-for 30d -o json {admin}");
        Assert.Equal("Total: 0\n", await cairn.TextAsync($"workflow count {reach} --api-key {reader["text"]}"));
        Assert.Contains(
            "unauthorized",
            (await cairn.AllAsync($"workflow start --type T -t q {reach} --api-key {reader["text"]}")).Errors,
            StringComparison.Ordinal);
        var id = (string?)reader["key"]!["id"];
        await cairn.TextAsync($"operator api-key revoke --id {id} {admin}");
        Assert.Equal(1, (await cairn.AllAsync($"workflow count {reach} --api-key {reader["text"]}")).Code);
        Assert.Equal(2, (await cairn.JsonAsync($"operator api-key list -o json {admin}")).AsArray().Count);
        await server.TerminateAsync();
        await server.EndAsync();
        Assert.Equal(
            [
                "CountWorkflowExecutions", "CreateApiKey", "StartWorkflowExecution", "RevokeApiKey",
                "CountWorkflowExecutions", "ListApiKeys",
            ],
            (await File.ReadAllLinesAsync(Named("cairn.db.audit.jsonl"), TestContext.Current.CancellationToken))
                .Select(line => (string?)JsonNode.Parse(line)!["rpc"]));
        foreach (var file in folder.GetFiles("cairn.db*"))
        {
            Assert.DoesNotContain(
                ((string)made["text"]!)[^20..],
                System.Text.Encoding.Latin1.GetString(
                    await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken)),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--insecure --require-credentials", "Error: --insecure lets everybody in, so it contradicts ")]
    [InlineData("--jwt-audience a", "Error: Tokens need both --jwt-authority and --jwt-audience.")]
    [InlineData("--jwt-authority nonsense --jwt-audience a", "Error: --jwt-authority must be a URL, not nonsense.")]
    [InlineData(
        "--jwt-authority http://login.example --jwt-audience a", "Error: --jwt-authority must begin with https")]
    public async Task Options_that_contradict_each_other_are_refused(string words, string start)
    {
        var (code, said, errors) = await new Terminal().AllAsync($"server start-dev --port 0 {words}");
        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith(start, errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        authority.Dispose();
    }

    private string[] Words =>
    [
        "server", "--port", "0", "--db-filename", Named("cairn.db"),
        "--tls-cert-path", Named("server.pem"), "--tls-key-path", Named("key.pem"),
    ];

    private string Named(string file) => Path.Combine(folder.FullName, file);
}
