using Cairn.Workflows;

namespace Company.CairnWorker;

/// <summary>Decides what happens. It is deterministic: all that touches the outside is an activity.</summary>
[Workflow]
public class GreetingWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string name)
    {
        await Workflow.DelayAsync(TimeSpan.FromSeconds(1)); // durable: a year would do as well
        return await Workflow.ExecuteActivityAsync(
            GreetingActivitiesCalls.Greet(name),
            new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) });
    }
}
