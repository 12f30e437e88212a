using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.FanOut;

/// <summary>The code of docs/guides/fan-out.md.</summary>
public sealed class FanOutGuide
{
    [Fact]
    public async Task A_store_that_cannot_be_counted_is_told()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("counts", Configure);
        Assert.Equal(
            new Totals(4, 1),
            await env.Client.ExecuteWorkflowAsync(
                CountWorkflowCalls.Run(["north", "closed", "east"]), new("count", "counts")));
    }

    [Fact]
    public async Task Children_count_their_regions()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("counts", Configure);
        Assert.Equal(
            6,
            await env.Client.ExecuteWorkflowAsync(
                CountAllWorkflowCalls.Run([["north", "east"], ["south"]]), new("count-all", "counts")));
    }

    private static void Configure(Worker.CairnWorkerOptions options) => options
        .AddWorkflow<CountWorkflow>()
        .AddWorkflow<CountAllWorkflow>()
        .AddAllActivities<ICounts>(new Counts());
}

public sealed record Totals(int Sum, int Failed);

[ActivityDefaults(StartToClose = "00:00:10")]
public interface ICounts
{
    [Activity]
    Task<int> CountAsync(string store);
}

public sealed class Counts : ICounts
{
    public Task<int> CountAsync(string store) => store == "closed"
        ? throw new ApplicationFailureException("The store is closed.", nonRetryable: true)
        : Task.FromResult(2);
}

[Workflow]
public sealed class CountWorkflow
{
    [WorkflowRun]
    public async Task<Totals> RunAsync(IReadOnlyList<string> stores)
    {
        var counts = await Workflow.MapAsync(
            stores, store => Workflow.ExecuteActivityAsync(ICountsCalls.Count(store)), maxConcurrency: 50);
        return new(counts.Outputs.Sum(), counts.Failures.Count);
    }
}

[Workflow]
public sealed class CountAllWorkflow
{
    [WorkflowRun]
    public async Task<int> RunAsync(IReadOnlyList<IReadOnlyList<string>> regions)
    {
        var totals = await Workflow.MapAsync(
            regions,
            region => Workflow.ExecuteChildWorkflowAsync(CountWorkflowCalls.Run(region)),
            maxConcurrency: 20);
        totals.ThrowIfAnyFailed();
        return totals.Outputs.Sum(total => total.Sum);
    }
}
