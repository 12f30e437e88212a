using System.Diagnostics;

namespace Cairn.Tests.Faults.Shop;

/// <summary>A .NET program in a process of its own, which tells by what it prints how far it has come.</summary>
internal sealed class Victim : IDisposable
{
    private const int KilledBySignal = 128 + 9;
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Task reading;
    private readonly IReadOnlyList<(string Start, Phase Phase)> marks;
    private readonly Dictionary<Phase, TaskCompletionSource> reached;

    /// <summary>Starts it.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="marks">How a line starts that says that a phase has begun.</param>
    public Victim(string[] words, params (string Start, Phase Phase)[] marks)
    {
        this.marks = marks;
        reached = marks.ToDictionary(mark => mark.Phase, _ => new TaskCompletionSource());
        process = Process.Start(new ProcessStartInfo("dotnet", words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        errors = process.StandardError.ReadToEndAsync();
        reading = ReadAsync();
    }

    /// <summary>Lets it live until a moment, then ends it by SIGKILL.</summary>
    /// <returns>The phase in which it died. One that it does not tell of counts as begun when it is started.</returns>
    public async Task<Phase> KillAsync(KillMoment moment)
    {
        var begun = reached.TryGetValue(moment.Phase, out var phase) ? phase.Task : Task.CompletedTask;
        await Task.WhenAny(begun, reading).WaitAsync(WaitLimit);
        await Task.Delay(moment.After);
        process.Kill();
        var (code, said) = await EndAsync();
        Assert.True(code == KilledBySignal, $"It ended by itself, code {code}: {said}");
        return reached.Where(pair => pair.Value.Task.IsCompleted).Select(pair => pair.Key).DefaultIfEmpty().Max();
    }

    /// <summary>Waits until it ends by itself; its exit code, and what it wrote as errors.</summary>
    public async Task<(int Code, string Errors)> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(WaitLimit);
        await reading;
        return (process.ExitCode, await errors);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            foreach (var (start, phase) in marks)
            {
                if (line.StartsWith(start, StringComparison.Ordinal))
                {
                    reached[phase].TrySetResult();
                }
            }
        }
    }
}
