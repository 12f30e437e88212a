using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>w3, and a child of fanout: many activities at once, and a join.</summary>
[Workflow]
internal sealed class ManyActivities
{
    /// <returns>How many have run.</returns>
    [WorkflowRun]
    public async Task<int> RunAsync(int count)
    {
        var steps = Enumerable.Range(0, count)
            .Select(n => Workflow.ExecuteActivityAsync(() => Steps.Step(n), Steps.Options));
        return (await Workflow.WhenAllAsync(steps)).Length;
    }
}
