using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>w4: waits for a signal and ends.</summary>
[Workflow]
internal sealed class OneSignal
{
    private bool isTold;

    [WorkflowRun]
    public Task RunAsync() => Workflow.WaitConditionAsync(() => isTold);

    [WorkflowSignal]
    public Task GoAsync()
    {
        isTold = true;
        return Task.CompletedTask;
    }
}
