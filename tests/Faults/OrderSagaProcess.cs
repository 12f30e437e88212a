using System.Diagnostics;

namespace Cairn.Tests.Faults;

/// <summary>The order saga as a user runs it: a process of its own.</summary>
internal static class OrderSagaProcess
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end, or kills it by SIGKILL after a while.</summary>
    public static async Task<(int Code, IReadOnlyList<string> Lines, string Errors)> RunAsync(
        IEnumerable<string> arguments, TimeSpan? killAfter = null)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var bin = own.Parent!.Parent!.FullName;
        var program = Path.Combine(bin, "OrderSaga", own.Name, "Cairn.OrderSaga.dll");
        Assert.True(File.Exists(program), $"{program} is missing");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (killAfter is { } time)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(time));
            process.Kill();
        }

        await process.WaitForExitAsync().WaitAsync(WaitLimit);
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (process.ExitCode, lines, await errors);
    }
}
