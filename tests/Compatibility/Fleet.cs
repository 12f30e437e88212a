using System.Text.Json;

namespace Cairn.Tests.Compatibility;

/// <summary>One server, workers in both languages, and a client of Temporal's own SDK: what most tests share.</summary>
public sealed class Fleet : IAsyncLifetime
{
    private readonly Dictionary<Language, LineProcess> workers = [];
    private NodeFolder? node;
    private CairnServer? server;
    private LineProcess? client;

    /// <summary>The task queue of a language's worker, which runs as long as the tests do.</summary>
    public static string TaskQueue(Language language) => $"{language}";

    public async ValueTask InitializeAsync()
    {
        node = await NodeFolder.InstallAsync(Path.Combine(Checkout.Root, "tests", "Compatibility", "node"), "sdk");
        await node.RunAsync("node", "bundle.js");
        server = await CairnServer.StartAsync("--port", "0");
        client = await StartClientAsync(server.Address);
        foreach (var language in Enum.GetValues<Language>())
        {
            workers[language] = await StartWorkerAsync(language, TaskQueue(language));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in workers.Values.Append(client).OfType<LineProcess>())
        {
            await process.DisposeAsync();
        }

        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Has the client play one story of stories.js; what it saw, as JSON.</summary>
    public Task<string> PlayAsync(params object[] line) => PlayAsync(client!, line);

    internal static async Task<string> PlayAsync(LineProcess client, params object[] line)
    {
        await client.WriteAsync(JsonSerializer.Serialize(line));
        return await client.ReadAsync();
    }

    internal async Task<LineProcess> StartClientAsync(string address) =>
        await ReadyAsync(LineProcess.Start("node", node!.PathOf("client.js"), address));

    internal Task<LineProcess> StartWorkerAsync(
        Language language, string taskQueue, string release = "workflows", string? address = null)
    {
        string[] arguments = [address ?? server!.Address, taskQueue, release];
        return ReadyAsync(language switch
        {
            Language.TypeScript => LineProcess.Start("node", [node!.PathOf("worker.js"), .. arguments]),
            _ => LineProcess.Start("dotnet", [typeof(Program).Assembly.Location, Program.Worker, .. arguments]),
        });
    }

    private static async Task<LineProcess> ReadyAsync(LineProcess process)
    {
        await process.AwaitAsync("ready");
        return process;
    }
}
