using System.ComponentModel;
using System.Diagnostics;

namespace Polyglot;

/// <summary>The worker in TypeScript: a process of Node, which ends when its input does.</summary>
public sealed class NodeWorker : IAsyncDisposable
{
    private const int OldestNode = 20;

    private readonly Process process;

    private NodeWorker(Process process) => this.process = process;

    /// <summary>Installs its packages and compiles it, if that is not done, and starts it.</summary>
    /// <param name="folder">The folder of its package.json.</param>
    /// <param name="address">The address of the server.</param>
    /// <exception cref="NodeMissingException">Node or a package is not to be had.</exception>
    public static async Task<NodeWorker> StartAsync(string folder, string address)
    {
        var version = await RunAsync(folder, "node", "--version");
        if (!Version.TryParse(version.Trim().TrimStart('v'), out var found) || found.Major < OldestNode)
        {
            throw new NodeMissingException($"Node {OldestNode} or later is needed, not {version.Trim()}");
        }

        if (!File.Exists(Path.Combine(folder, "bin", "worker.js")))
        {
            await RunAsync(folder, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund");
            await RunAsync(folder, "npm", "run", "build");
        }

        var process = Start(folder, "node", "bin/worker.js", address);
        if (await process.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException(
                $"The worker in TypeScript did not start: {await process.StandardError.ReadToEndAsync()}");
        }

        return new(process);
    }

    /// <summary>Lets it end what it does.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new NodeMissingException(
                $"{program} {string.Join(' ', arguments)} failed: {output}{await errors}");
    }

    private static Process Start(string folder, string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new NodeMissingException($"Node {OldestNode} or later with npm is needed: there is no {program}");
        }
    }
}
