using System.Text.Json.Nodes;

namespace Cairn.Tests.Cli;

/// <summary>Where settings of clients come from: options, variables, environments, profiles.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("cairn-home-");

    [Fact]
    public async Task A_profile_is_kept_read_and_removed()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var address = $"{await server.ReadyAsync()}";
        var cairn = new Terminal(home: home.FullName);
        await cairn.TextAsync($"config set --profile local --prop address --value {address}");
        await cairn.TextAsync("config set --profile local --prop tls.disabled --value true");
        Assert.Equal("Total: 0\n", await cairn.TextAsync("workflow count --profile local"));
        Assert.Equal(
            new JsonObject { ["address"] = address, ["tls.disabled"] = "true" }.ToJsonString(),
            (await cairn.JsonAsync("config get --profile local -o json")).ToJsonString());
        await cairn.TextAsync("config delete --profile local --prop tls");
        Assert.Equal(["local"], (await cairn.JsonAsync("config list -o json")).AsArray().Select(name => (string?)name));
        var file = Assert.Single(home.GetFiles("cairn.toml", SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        await cairn.TextAsync("config delete-profile --profile local");
        Assert.Empty((await cairn.JsonAsync("config list -o json")).AsArray());
    }

    [Fact]
    public async Task An_environment_of_older_versions_is_kept_read_and_removed()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(home: home.FullName);
        await cairn.TextAsync($"env set local.address {await server.ReadyAsync()}");
        await cairn.TextAsync("env set --env local --key namespace --value nope");
        Assert.Equal(
            (1, "", "Error: Namespace nope is not found.\n"), await cairn.AllAsync("workflow count --env local"));
        await cairn.TextAsync("env delete local.namespace");
        Assert.Equal("Total: 0\n", await cairn.TextAsync("workflow count --env local"));
        Assert.Equal(["local"], (await cairn.JsonAsync("env list -o json")).AsArray().Select(name => (string?)name));
        await cairn.TextAsync("env delete local");
        Assert.Contains(
            "has no environment local", (await cairn.AllAsync("workflow count --env local")).Errors,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config set --prop nope --value 1", "Error: There is no property nope. There are address, ")]
    [InlineData(
        "config set --prop tls.disabled --value maybe", "Error: tls.disabled must be true or false, not maybe.")]
    [InlineData("config delete-profile", "Error: --profile must say which one.")]
    [InlineData("env set local", "Error: Say which setting and which value: cairn env set local.address HOST:PORT.")]
    [InlineData(
        "workflow count --codec-endpoint nowhere", "Error: --codec-endpoint must be like http://localhost:8081")]
    [InlineData("workflow count --address bad", "Error: --address must be of the form host:port, not 'bad'.")]
    public async Task A_setting_that_is_none_is_refused(string words, string start)
    {
        var (code, said, errors) = await new Terminal(home: home.FullName).AllAsync(words);
        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith(start, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_broken_is_named()
    {
        var file = Path.Combine(home.FullName, "broken.toml");
        await File.WriteAllTextAsync(file, "[profile.default\naddress", TestContext.Current.CancellationToken);
        var (code, _, errors) = await new Terminal(home: home.FullName).AllAsync($"config get --config-file {file}");
        Assert.Equal(1, code);
        Assert.StartsWith($"Error: {file} is not valid TOML: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_codec_server_encodes_what_is_sent_and_decodes_what_is_shown()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        await using var codec = await CodecServer.StartAsync();
        var through = $"--codec-endpoint {codec.Address}/{{namespace}} --codec-auth secret --codec-header x-team=ops";
        await cairn.TextAsync($"workflow start --type T --task-queue q -w w -i {{\"name\":\"Ada\"}} {through}");

        Assert.Contains("Ada", await cairn.TextAsync($"workflow show -w w {through}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", await cairn.TextAsync("workflow show -w w"), StringComparison.Ordinal);
        Assert.Contains("secret ops default", codec.Callers);
        codec.Forgets = true;
        Assert.Equal(
            (1, "", $"Error: The codec at {codec.Address}/default/encode got 1 payloads and answers with 0.\n"),
            await cairn.AllAsync($"workflow signal -w w --name s -i 1 {through}"));
        codec.Refuses = true;
        Assert.Equal(
            (1, "", $"Error: The codec at {codec.Address}/default/decode answers 403: no.\n"),
            await cairn.AllAsync($"workflow show -w w -o json {through}"));
    }

    public void Dispose() => home.Delete(recursive: true);
}
