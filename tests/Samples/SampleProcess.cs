using System.Diagnostics;

namespace Cairn.Tests.Samples;

/// <summary>A sample as a user runs it: a process of its own, in the folder of the repository.</summary>
internal static class SampleProcess
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int KilledBySignal = 128 + 9;

    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a sample to its end, which must be a success, and answers with the lines that it wrote.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string sample, params string[] arguments)
    {
        var (code, lines, errors) = await TryRunAsync(sample, arguments);
        Assert.True(code == 0, $"{sample} ended with {code}:\n{string.Join('\n', lines)}\n{errors}");
        Assert.Equal("", errors);
        return lines;
    }

    /// <summary>Runs a sample to its end.</summary>
    public static async Task<(int Code, IReadOnlyList<string> Lines, string Errors)> TryRunAsync(
        string sample, params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, sample, own.Name, $"Cairn.{sample}.dll");
        Assert.True(File.Exists(program), $"{program} is missing");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(WaitLimit);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }
}
