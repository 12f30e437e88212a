using System.Diagnostics;
using Cairn.Bench.Workloads;
using Cairn.Client;

namespace Cairn.Bench;

/// <summary>fanout: one workflow with many children, each of which runs many activities at once.</summary>
/// <param name="target">The engine.</param>
/// <param name="options">What is measured.</param>
internal sealed class FanOutRun(ITarget target, BenchOptions options)
{
    public async Task<Result> RunAsync()
    {
        var meter = await Meter.StartAsync(target);
        var begin = Stopwatch.GetTimestamp();
        var ran = await target.Client.ExecuteWorkflowAsync(
            (FanOut w) => w.RunAsync(options.Children, options.Activities),
            new WorkflowOptions("fanout", Program.Queue));
        return await meter.ReadAsync(options, [Stopwatch.GetElapsedTime(begin).TotalMilliseconds], ran);
    }
}
