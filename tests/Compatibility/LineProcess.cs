using System.Diagnostics;

namespace Cairn.Tests.Compatibility;

/// <summary>A process that is spoken to line by line. It ends when its input does.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly string name;

    private LineProcess(Process process, string name) => (this.process, this.name) = (process, name);

    public static LineProcess Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new(Process.Start(start)!, string.Join(' ', [program, .. arguments]));
    }

    /// <summary>The next line that it writes.</summary>
    public async Task<string> ReadAsync() =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException($"{name} has ended.");

    /// <summary>Waits until it writes this line, whatever comes before.</summary>
    public async Task AwaitAsync(string line)
    {
        while (await ReadAsync() != line)
        {
        }
    }

    public Task WriteAsync(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>Ends it by SIGKILL: it gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends its input, and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
