using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>w3: a hundred activities at once, and a join.</summary>
[Workflow]
internal sealed class HundredActivities
{
    [WorkflowRun]
    public async Task<int> RunAsync(int number)
    {
        var steps = Enumerable.Range(number, 100)
            .Select(n => Workflow.ExecuteActivityAsync(() => Steps.Step(n), Steps.Options));
        return (await Workflow.WhenAllAsync(steps)).Sum();
    }
}
