using System.Diagnostics;
using Cairn.Api.Enums.V1;
using Cairn.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What a host does that is ended by SIGTERM while an activity runs.</summary>
public sealed class DrainTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-drain-");

    private string Database => Path.Combine(folder.FullName, "cairn.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Within_the_graceful_timeout_a_running_activity_ends_and_its_result_is_kept()
    {
        using var process = Start("00:01:00");
        await SeeAsync(process, "activity runs");
        await TerminateAsync(process);
        await SeeAsync(process, "activity sees the stop");
        await process.StandardInput.WriteLineAsync();

        await SeeAsync(process, "activity ends");
        await SeeAsync(process, "host ended");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(EventType.ActivityTaskCompleted, await EventsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task After_the_graceful_timeout_a_running_activity_is_cancelled_before_the_engine_ends()
    {
        using var process = Start("00:00:00.1");
        await SeeAsync(process, "activity runs");
        await TerminateAsync(process);

        await SeeAsync(process, "activity is cancelled");
        await SeeAsync(process, "host ended");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        // The worker could still report to the engine.
        Assert.Contains(EventType.ActivityTaskFailed, await EventsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_SIGTERM_leaves_a_running_activity_its_time()
    {
        using var process = Start("00:01:00");
        await SeeAsync(process, "activity runs");
        await TerminateAsync(process);
        await SeeAsync(process, "activity sees the stop");
        await TerminateAsync(process);
        await process.StandardInput.WriteLineAsync();

        await SeeAsync(process, "activity ends");
        await SeeAsync(process, "host ended");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(EventType.ActivityTaskCompleted, await EventsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_host_that_waits_less_than_its_worker_ends_and_says_what_becomes_of_the_activity()
    {
        using var process = Start("00:01:00", limit: "00:00:00.5");
        await SeeAsync(process, "activity runs");
        await TerminateAsync(process);

        await SeeAsync(process, "The host stopped before the worker of queue had ended");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var events = await EventsAsync();
        Assert.DoesNotContain(EventType.ActivityTaskCompleted, events);
        Assert.DoesNotContain(EventType.WorkflowExecutionFailed, events);
    }

    private static async Task SeeAsync(Process process, string wanted)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(wanted, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The host ended without saying \"{wanted}\".");
    }

    private static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private Process Start(string grace, string limit = "00:02:00") => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(DrainTests).Assembly.Location, DrainingHost.Role, Database, grace, limit])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private async Task<EventType[]> EventsAsync()
    {
        await using var engine = await CairnEngine.StartAsync(
            new() { DatabasePath = Database, LoggerFactory = NullLoggerFactory.Instance },
            TestContext.Current.CancellationToken);
        var history = await engine.Client.GetWorkflowHandle("w").FetchHistoryAsync();
        return [.. history.Events.Select(each => each.EventType)];
    }
}
