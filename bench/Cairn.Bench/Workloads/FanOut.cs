using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>fanout: many children at once, each with many activities, and a join.</summary>
[Workflow]
internal sealed class FanOut
{
    /// <returns>How many activities have run.</returns>
    [WorkflowRun]
    public async Task<int> RunAsync(int children, int activities)
    {
        var running = Enumerable.Range(0, children)
            .Select(_ => Workflow.ExecuteChildWorkflowAsync((ManyActivities w) => w.RunAsync(activities)));
        return (await Workflow.WhenAllAsync(running)).Sum();
    }
}
