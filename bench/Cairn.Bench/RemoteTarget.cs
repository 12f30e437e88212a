using System.Diagnostics;
using System.Globalization;
using Cairn.Client;

namespace Cairn.Bench;

/// <summary><c>cairn server start-dev</c> of the same build in a process of its own, reached over loopback.</summary>
internal sealed class RemoteTarget : ITarget
{
    private const string Fsyncs = "cairn_fsyncs_total ";

    private readonly HttpClient http = new();
    private readonly Process server;
    private readonly string metrics;

    private RemoteTarget(Process server, ICairnClient client, string metrics)
    {
        this.server = server;
        this.metrics = metrics;
        Client = client;
    }

    public ICairnClient Client { get; }

    /// <exception cref="InvalidOperationException">The server ended before it was ready.</exception>
    public static async Task<ITarget> StartAsync(string database)
    {
        // Bench and server are built together: artifacts/bin/PROJECT/CONFIGURATION.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Cli", here.Name, "cairn.dll");
        string[] words =
            [program, "server", "start-dev", "--port", "0", "--metrics-port", "0", "--db-filename", database];
        var server = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server);
        var address = await AfterAsync(server, "Server: ");
        var metrics = await AfterAsync(server, "Metrics: ");
        return new RemoteTarget(server, await CairnClient.ConnectAsync(new(address)), metrics);
    }

    public async Task<ServerCost> CostAsync()
    {
        var page = await http.GetStringAsync(new Uri(metrics));
        var line = page.Split('\n').Single(line => line.StartsWith(Fsyncs, StringComparison.Ordinal));
        server.Refresh();
        return new ServerCost(
            long.Parse(line.AsSpan(Fsyncs.Length), CultureInfo.InvariantCulture),
            server.TotalProcessorTime,
            server.WorkingSet64);
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        Stop(server);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> AfterAsync(Process server, string prefix)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line[prefix.Length..];
            }
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    private static void Stop(Process server)
    {
        // What it acknowledged is on the disk, so that there is nothing to wait for.
        if (!server.HasExited)
        {
            server.Kill();
            server.WaitForExit();
        }
    }
}
