using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cairn.Tests.Compatibility;

/// <summary>A process that is spoken to line by line. Workers and clients end when their input does.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private const int ErrorsShown = 20;

    /// <summary>How long anything may take on a machine that does much else.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly ConcurrentQueue<string> errors = [];
    private readonly Process process;
    private readonly string name;

    private LineProcess(Process process, string name)
    {
        (this.process, this.name) = (process, name);
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
    }

    public static LineProcess Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!, string.Join(' ', [program, .. arguments]));
    }

    /// <summary>The next line that it writes.</summary>
    public async Task<string> ReadAsync()
    {
        var line = process.StandardOutput.ReadLineAsync();
        await Task.WhenAny(line, Task.Delay(s_patience));
        Assert.True(line.IsCompleted, $"{name} says nothing.\n{LastErrors()}");
        return await line ?? throw new InvalidOperationException($"{name} has ended.\n{LastErrors()}");
    }

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
        await process.WaitForExitAsync().WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private string LastErrors() => string.Join('\n', errors.TakeLast(ErrorsShown));
}
