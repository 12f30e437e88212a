using System.ComponentModel;
using System.Diagnostics;

namespace Cairn.Tests.Compatibility;

/// <summary>A copy of a folder with a package.json, under artifacts, with its npm packages installed.</summary>
internal sealed class NodeFolder
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string folder;

    private NodeFolder(string folder) => this.folder = folder;

    /// <summary>Copies what is new and installs its packages, unless the same ones are there already.</summary>
    public static async Task<NodeFolder> InstallAsync(string source, string name)
    {
        var target = Checkout.Artifacts("node", name);
        Copy(new DirectoryInfo(source), Directory.CreateDirectory(target));
        var node = new NodeFolder(target);
        await node.RequireNodeAsync();
        var wanted = await File.ReadAllTextAsync(Path.Combine(target, "package-lock.json"));
        var installed = Path.Combine(target, "node_modules", ".installed-lock.json");
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != wanted)
        {
            await node.RunAsync("npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
            await File.WriteAllTextAsync(installed, wanted);
        }

        return node;
    }

    /// <summary>The path of one of its files.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Runs a program in the folder to its end; its exit code and output.</summary>
    public async Task<(int Code, string Output)> TryRunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs a program in the folder, which has to succeed.</summary>
    public async Task RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await TryRunAsync(program, arguments);
        var line = output.Split('\n').FirstOrDefault(line => line.Length > 0);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} failed in {folder}: {line}");
    }

    private async Task RequireNodeAsync()
    {
        try
        {
            var (_, version) = await TryRunAsync("node", "--version");
            Assert.True(
                Version.TryParse(version.Trim().TrimStart('v'), out var found) && found.Major >= 20,
                $"Node 20 or later is needed, and the one on the PATH is {version.Trim()}.");
        }
        catch (Win32Exception)
        {
            Assert.Fail("Node 20 or later with npm is needed, and there is none on the PATH.");
        }
    }

    private static void Copy(DirectoryInfo source, DirectoryInfo target)
    {
        foreach (var file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target.FullName, file.Name), overwrite: true);
        }

        foreach (var folder in source.EnumerateDirectories().Where(folder => folder.Name != "node_modules"))
        {
            Copy(folder, target.CreateSubdirectory(folder.Name));
        }
    }
}
