using System.Diagnostics;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>This test program, started once more to play a role of <see cref="Roles"/>.</summary>
internal sealed class OtherProcess : IDisposable
{
    public const string Hold = "play:hold";
    public const string Commit = "play:commit";
    public const string BreakDisk = "play:break-disk";

    private readonly Process process;

    public OtherProcess(string role, string path)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        }

        start.ArgumentList.Add(role);
        start.ArgumentList.Add(path);
        // With it, the runtime grows a file of its own, which the role that limits the size of files must not meet.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        process = Process.Start(start)!;
    }

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>The next line that it writes; null when it has ended.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Everything that it still writes until it ends.</summary>
    public async Task<IReadOnlyList<string>> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var rest = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return rest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
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
