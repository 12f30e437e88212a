using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>A workflow that is only called, with two arguments.</summary>
[Workflow]
public class NamedSteps
{
    [WorkflowRun]
    public Task<string> RunAsync(string name, int count) => Task.FromResult($"{name} {count}");
}
