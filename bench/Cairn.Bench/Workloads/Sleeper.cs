using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>w5: sleeps, and tells when it woke.</summary>
[Workflow]
internal sealed class Sleeper
{
    [WorkflowRun]
    public async Task RunAsync(long targetTicks)
    {
        await Workflow.DelayAsync(new DateTime(targetTicks, DateTimeKind.Utc) - Workflow.UtcNow);
        Lateness.Record(targetTicks);
    }
}
