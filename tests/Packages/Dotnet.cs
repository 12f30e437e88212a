using System.Diagnostics;

namespace Cairn.Tests.Packages;

/// <summary>Runs commands as a user types them.</summary>
internal static class Dotnet
{
    /// <summary>Runs dotnet with words in a folder, and answers with all that it wrote.</summary>
    public static Task<string> RunAsync(string folder, params string[] words) => RunAsync(folder, "dotnet", words);

    /// <summary>Runs a program with words in a folder, and answers with all that it wrote.</summary>
    public static async Task<string> RunAsync(string folder, string program, string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test run leaves its own settings of the build in the environment. No server may outlive a build.
        foreach (var key in start.Environment.Keys.Where(IsOfBuild).ToList())
        {
            start.Environment.Remove(key);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', words)}: {process.ExitCode}\n{output}");
        return output;
    }

    private static bool IsOfBuild(string key) => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
