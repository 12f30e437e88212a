using System.Diagnostics;
using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

public sealed class RecoveryTests(ITestOutputHelper output)
{
    private const int Count = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Ten_thousand_open_workflows_are_all_back_after_a_restart(int partitions)
    {
        using var folder = new DataFolder();
        var options = new NodeOptions { Partitions = partitions };
        await folder.OnNodeAsync(harness => BeginAsync(harness), options);
        await using var store = await folder.OpenAsync();
        var watch = Stopwatch.StartNew();
        await using var harness = await Harness.StartAsync(store, options);
        var started = watch.Elapsed;
        HashSet<string> activities = [];
        while (activities.Count < Count / 2)
        {
            Assert.True(activities.Add((await harness.PollActivityAsync()).WorkflowExecution.WorkflowId));
        }

        HashSet<string> workflows = [];
        while (workflows.Count < Count / 2)
        {
            Assert.True(workflows.Add((await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId));
        }

        output.WriteLine($"{Count} workflows, {partitions} partitions: node up after {started}, all handed out after "
            + $"{watch.Elapsed}");
        Assert.Empty(activities.Intersect(workflows));
        Assert.True((await harness.PeekActivityAsync()).TaskToken.IsEmpty);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task Ten_thousand_timers_fire_after_a_restart()
    {
        using var folder = new DataFolder();
        var time = new ManualTime();
        await using (var store = await folder.OpenAsync())
        {
            await using var first = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
            await StartAllAsync(first);
            await Task.WhenAll(Enumerable.Range(0, Count).Select(async number => await first.CompleteAsync(
                await first.PollWorkflowAsync(), Harness.Timer("t", TimeSpan.FromSeconds(30 + (number % 5))))));
        }

        await using var again = await folder.OpenAsync();
        var watch = Stopwatch.StartNew();
        await using var harness = await Harness.StartAsync(again, new NodeOptions { TimeProvider = time });
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(35));
        HashSet<string> woken = [];
        while (woken.Count < Count)
        {
            Assert.True(woken.Add((await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId));
        }

        output.WriteLine($"{Count} timers armed, fired and handed out after {watch.Elapsed}");
    }

    private static async Task BeginAsync(Harness harness)
    {
        await StartAllAsync(harness);
        await Task.WhenAll(Enumerable.Range(0, Count / 2).Select(async _ => await harness.CompleteAsync(
            await harness.PollWorkflowAsync(),
            Harness.Activity("1"),
            Harness.Timer("t", TimeSpan.FromDays(1)))));
    }

    private static async Task StartAllAsync(Harness harness) =>
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => harness.StartWorkflowAsync($"w{number}")));
}
