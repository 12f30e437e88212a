using System.Diagnostics;

namespace Cairn.Tests.Packages;

/// <summary>A program that runs until it is ended by SIGTERM, as a user runs it in a terminal.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];

    /// <summary>Starts it.</summary>
    public RunningProgram(string folder, string program, params string[] words) => process = Process.Start(
        new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true })!;

    /// <summary>Waits for a line that contains a text, and returns what follows the text.</summary>
    public async Task<string> SeeAsync(string text)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.IndexOf(text, StringComparison.Ordinal) is var place and >= 0)
            {
                return line[(place + text.Length)..];
            }
        }

        Assert.Fail($"The program ended without writing \"{text}\":\n{string.Join('\n', lines)}");
        return string.Empty;
    }

    /// <summary>Ends it by SIGTERM, and waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
