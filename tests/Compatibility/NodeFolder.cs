using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Xunit.Sdk;

namespace Cairn.Tests.Compatibility;

/// <summary>A copy of a folder with a package.json, under artifacts, with its npm packages installed.</summary>
internal sealed class NodeFolder
{
    private const int OldestNode = 20;
    private const string Packages = "node_modules";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly string folder;

    private NodeFolder(string folder) => this.folder = folder;

    /// <summary>Copies the folder and installs its packages, unless the same ones are there already.</summary>
    /// <exception cref="SkipException">Node or a package is not to be had; the report says so.</exception>
    public static async Task<NodeFolder> InstallAsync(string source, string name)
    {
        var node = new NodeFolder(Checkout.Artifacts("node", name));
        await node.RequireNodeAsync();
        Clear(Directory.CreateDirectory(node.folder));
        Copy(new DirectoryInfo(source), new DirectoryInfo(node.folder));
        var wanted = await File.ReadAllTextAsync(node.PathOf("package-lock.json"));
        var installed = Path.Combine(node.folder, Packages, ".installed-lock.json");
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != wanted)
        {
            // Not npm ci: it insists on packages of other platforms, which a lock file may leave out.
            var (code, output) = await node.TryRunAsync(
                "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error");
            if (code != 0)
            {
                throw Missing($"npm could not get the packages of {name}: {FirstError(output)}");
            }

            await File.WriteAllTextAsync(installed, wanted);
        }

        return node;
    }

    /// <summary>The path of one of its files.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Runs a program in the folder; its exit code (-1 if it does not end) and what it wrote.</summary>
    public async Task<(int Code, string Output)> TryRunAsync(string program, params IEnumerable<string> arguments)
    {
        var output = new StringBuilder();
        void Write(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append(line.Data is null ? "" : "\n");
            }
        }

        using var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                WorkingDirectory = Directory.CreateDirectory(folder).FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} did not end within {s_patience}.\n{output}");
        }

        return (process.ExitCode, output.ToString());
    }

    /// <summary>Runs a program in the folder, which has to succeed.</summary>
    public async Task RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await TryRunAsync(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} failed in {folder}: {output}");
    }

    private async Task RequireNodeAsync()
    {
        foreach (var program in (string[])["node", "npm"])
        {
            try
            {
                var (_, version) = await TryRunAsync(program, "--version");
                if (program == "node"
                    && !(Version.TryParse(version.Trim().TrimStart('v'), out var found) && found.Major >= OldestNode))
                {
                    throw Missing($"Node {OldestNode} or later is needed, and the one on the PATH is {version.Trim()}");
                }
            }
            catch (Win32Exception)
            {
                throw Missing($"Node {OldestNode} or later with npm is needed, and there is no {program} on the PATH");
            }
        }
    }

    private static SkipException Missing(string what)
    {
        Report.Say($"compatibility: not played: {what}");
        return SkipException.ForSkip(what);
    }

    private static string FirstError(string output) =>
        output.Split('\n').FirstOrDefault(line => line.StartsWith("npm error", StringComparison.Ordinal), output);

    private static void Clear(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => entry.Name != Packages))
        {
            if (entry is DirectoryInfo below)
            {
                below.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    private static void Copy(DirectoryInfo source, DirectoryInfo target)
    {
        foreach (var file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target.FullName, file.Name));
        }

        foreach (var below in source.EnumerateDirectories().Where(below => below.Name != Packages))
        {
            Copy(below, target.CreateSubdirectory(below.Name));
        }
    }
}
