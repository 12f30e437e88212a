using System.Text.Json;
using Xunit.Sdk;

namespace Cairn.Tests.Compatibility;

/// <summary>One server, and a worker and a client in each language: what most tests share.</summary>
public sealed class Fleet : IAsyncLifetime
{
    private readonly Dictionary<Language, LineProcess> workers = [];
    private readonly Dictionary<Language, LineProcess> clients = [];
    private NodeFolder? node;
    private CairnServer? server;
    private SkipException? missing;

    /// <summary>The task queue of a language's worker, which runs as long as the tests do.</summary>
    public static string TaskQueue(Language language) => $"{language}";

    public async ValueTask InitializeAsync()
    {
        try
        {
            node = await NodeFolder.InstallAsync(Path.Combine(Checkout.Root, "tests", "Compatibility", "node"), "sdk");
        }
        catch (SkipException e)
        {
            missing = e;
            return;
        }

        await node.RunAsync("node", "bundle.js");
        server = await CairnServer.StartAsync("--port", "0", "--search-attribute", "Region=Keyword");
        foreach (var language in Enum.GetValues<Language>())
        {
            workers[language] = await StartWorkerAsync(language, TaskQueue(language));
            clients[language] = await StartClientAsync(language, server.Address);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in workers.Values.Concat(clients.Values))
        {
            await process.DisposeAsync();
        }

        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Has a client play one story of stories.js or ClientStories.cs; what it saw, as JSON.</summary>
    public Task<string> PlayAsync(Language client, params object[] line)
    {
        Require();
        return PlayAsync(clients[client], line);
    }

    internal static async Task<string> PlayAsync(LineProcess client, params object[] line)
    {
        await client.WriteAsync(JsonSerializer.Serialize(line));
        return await client.ReadAsync();
    }

    internal Task<LineProcess> StartClientAsync(Language language, string address) =>
        StartAsync(language, "client", address);

    internal Task<LineProcess> StartWorkerAsync(
        Language language, string taskQueue, string release = "workflows", string? address = null)
    {
        Require();
        return StartAsync(language, "worker", address ?? server!.Address, taskQueue, release);
    }

    /// <summary>Skips the test where Node and its packages are not to be had.</summary>
    internal void Require()
    {
        if (missing is not null)
        {
            throw missing;
        }
    }

    private async Task<LineProcess> StartAsync(Language language, string part, params string[] arguments)
    {
        var process = language switch
        {
            Language.TypeScript => LineProcess.Start("node", [node!.PathOf($"{part}.js"), .. arguments]),
            _ => LineProcess.Start("dotnet", [typeof(Program).Assembly.Location, $"play:{part}", .. arguments]),
        };
        await process.AwaitAsync("ready");
        return process;
    }
}
