using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>w1: one activity.</summary>
[Workflow]
internal sealed class OneActivity
{
    [WorkflowRun]
    public Task<int> RunAsync(int number) => Workflow.ExecuteActivityAsync(() => Steps.Step(number), Steps.Options);
}
