using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Cairn.Tests.Server;

/// <summary>The server as a user runs it: a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;

    public ServerProcess(params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "cairn.dll");
        process = Process.Start(new ProcessStartInfo("dotnet", [program, "server", "start-dev", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Where it listens, as soon as it says so.</summary>
    public async Task<IPEndPoint> ReadyAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.StartsWith("Server: ", line, StringComparison.Ordinal);
        return IPEndPoint.Parse(line!["Server: ".Length..]);
    }

    /// <summary>Waits for its end; its exit code and what it wrote as errors.</summary>
    public async Task<(int Code, string Errors)> EndAsync()
    {
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, errors);
    }

    /// <summary>Asks it to stop, as systemd and containers do.</summary>
    public async Task TerminateAsync()
    {
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-TERM", id]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it by SIGKILL: it gets no chance to tidy up.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
