using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>w2: ten activities, one after the other.</summary>
[Workflow]
internal sealed class TenActivities
{
    [WorkflowRun]
    public async Task<int> RunAsync(int number)
    {
        for (var i = 0; i < 10; i++)
        {
            number = await Workflow.ExecuteActivityAsync(() => Steps.Step(number), Steps.Options);
        }

        return number;
    }
}
