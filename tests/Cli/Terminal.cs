using System.Net;
using System.Text.Json.Nodes;

namespace Cairn.Tests.Cli;

/// <summary>Runs commands against a server, each a process of its own, with its output in a pipe.</summary>
/// <param name="server">The server; null if the commands need none.</param>
/// <param name="home">The user's folder; null for that of the tests.</param>
internal sealed class Terminal(IPEndPoint? server = null, string? home = null)
{
    public string Address => $"{server}";

    /// <summary>What a command writes; it must succeed.</summary>
    public async Task<string> TextAsync(string words)
    {
        using var process = Start(words);
        var said = await process.RestAsync();
        Assert.Equal((0, ""), await process.EndAsync());
        return said;
    }

    /// <summary>The document that a command writes; it must succeed.</summary>
    public async Task<JsonNode> JsonAsync(string words) => JsonNode.Parse(await TextAsync(words))!;

    /// <summary>The exit code and the errors of a command that writes nothing else.</summary>
    public async Task<(int Code, string Errors)> EndAsync(string words)
    {
        using var process = Start(words);
        Assert.Empty(await process.RestAsync());
        return await process.EndAsync();
    }

    /// <summary>All that there is to know of a command.</summary>
    public async Task<(int Code, string Text, string Errors)> AllAsync(string words)
    {
        using var process = Start(words);
        var said = await process.RestAsync();
        var (code, errors) = await process.EndAsync();
        return (code, said, errors);
    }

    /// <summary>A command that goes on.</summary>
    public ServerProcess Start(string words) => ServerProcess.Start(
        server is null ? words.Split(' ') : [.. words.Split(' '), "--address", Address],
        home: home);
}
