using System.Diagnostics;
using System.Globalization;
using Cairn.Bench.Workloads;
using Cairn.Client;
using Cairn.Common;
using Cairn.Worker;

namespace Cairn.Bench;

/// <summary>
/// What a replay costs: one run of ten activities in a row, and one of a thousand at the same time, are recorded by an
/// embedded engine and then replayed again and again, each time by workflow code from the beginning.
/// </summary>
internal static class ReplayCost
{
    private const int Rounds = 9;
    private const int Activities = 1000;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures both, and reports the middle of all rounds.</summary>
    public static async Task<string> MeasureAsync(string path)
    {
        await using var target = await EmbeddedTarget.StartAsync(path);
        using var worker = new CairnWorker(target.Client, new CairnWorkerOptions(Program.Queue)
            .AddWorkflow<TenActivities>()
            .AddWorkflow<ManyActivities>()
            .AddActivity(Steps.Step));
        return await worker.ExecuteAsync(async () =>
        {
            var chain = await target.Client.StartWorkflowAsync(
                (TenActivities w) => w.RunAsync(1), new("chain", Program.Queue));
            var many = await target.Client.StartWorkflowAsync(
                (ManyActivities w) => w.RunAsync(Activities), new("many", Program.Queue));
            await Task.WhenAll(chain.GetResultAsync(), many.GetResultAsync());
            return $"{await MeasureAsync(chain)}\n{await MeasureAsync(many)}";
        });
    }

    private static async Task<string> MeasureAsync(WorkflowHandle handle)
    {
        var history = await handle.FetchHistoryAsync();
        var replayer = new WorkflowReplayer(
            new WorkflowReplayerOptions().AddWorkflow<TenActivities>().AddWorkflow<ManyActivities>());
        var rounds = new List<(double PerSecond, double Bytes)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await CostAsync(replayer, history));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"replay {handle.Id}: {history.Events.Count} events, "
            + $"{rounds.Select(each => each.PerSecond).Order().ElementAt(Rounds / 2):N0} events/s, "
            + $"{rounds.Select(each => each.Bytes).Order().ElementAt(Rounds / 2):N0} B an event");
    }

    private static async Task<(double PerSecond, double Bytes)> CostAsync(
        WorkflowReplayer replayer, WorkflowHistory history)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        var events = 0L;
        while (Stopwatch.GetElapsedTime(start) < Round)
        {
            await replayer.ReplayWorkflowAsync(history);
            events += history.Events.Count;
        }

        return (
            events / Stopwatch.GetElapsedTime(start).TotalSeconds,
            (GC.GetTotalAllocatedBytes() - bytes) / (double)events);
    }
}
