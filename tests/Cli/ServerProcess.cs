using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cairn.Client;

namespace Cairn.Tests.Cli;

/// <summary>
/// The server as a user runs it: a process of its own. The variable CAIRN_PROGRAM names another program than the one
/// that was built with the tests, such as one that <c>dotnet publish</c> has made.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    private readonly Process process;

    private ServerProcess(
        string[] words, string? folder, string? home, IReadOnlyDictionary<string, string>? variables)
    {
        string[] command = Environment.GetEnvironmentVariable("CAIRN_PROGRAM") is { Length: > 0 } program
            ? [program]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, "cairn.dll")];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (home is not null)
        {
            start.Environment["HOME"] = home;
            start.Environment.Remove("XDG_CONFIG_HOME");
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
    }

    /// <summary>Starts <c>cairn server start-dev</c> with options.</summary>
    public static ServerProcess StartDev(params string[] options) => Start(["server", "start-dev", .. options]);

    /// <summary>Starts <c>cairn</c> with words, in a folder, for a user whose own folder may be another one.</summary>
    public static ServerProcess Start(
        string[] words,
        string? folder = null,
        string? home = null,
        IReadOnlyDictionary<string, string>? variables = null) => new(words, folder, home, variables);

    /// <summary>Where it listens, as soon as it says so.</summary>
    public async Task<IPEndPoint> ReadyAsync() => IPEndPoint.Parse(await SaidAsync("Server: "));

    /// <summary>What follows the start of the next line that it writes.</summary>
    public async Task<string> SaidAsync(string start)
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(WaitLimit);
        Assert.StartsWith(start, line, StringComparison.Ordinal);
        return line![start.Length..];
    }

    /// <summary>All that it writes until it ends, but for lines that were read already.</summary>
    public Task<string> RestAsync() => process.StandardOutput.ReadToEndAsync().WaitAsync(WaitLimit);

    /// <summary>The next line that it writes as an error.</summary>
    public async Task<string> ErrorLineAsync() =>
        await process.StandardError.ReadLineAsync().WaitAsync(WaitLimit) ?? string.Empty;

    /// <summary>A client of it, as soon as it is ready.</summary>
    public async Task<CairnConnection> ConnectAsync() =>
        await CairnConnection.ConnectAsync(new CairnConnectionOptions($"{await ReadyAsync()}")).WaitAsync(WaitLimit);

    /// <summary>Waits for its end; its exit code and what it wrote as errors.</summary>
    public async Task<(int Code, string Errors)> EndAsync()
    {
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(WaitLimit);
        await process.WaitForExitAsync().WaitAsync(WaitLimit);
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
