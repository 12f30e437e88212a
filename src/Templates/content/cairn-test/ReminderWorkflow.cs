using Cairn.Activities;
using Cairn.Workflows;

namespace Company.CairnTest;

/// <summary>What is tested. Replace it by a reference to the project of your workflows.</summary>
[Workflow]
public class ReminderWorkflow
{
    [Activity]
    public static string Remind(string customer) => $"reminded {customer}";

    [WorkflowRun]
    public async Task<string> RunAsync(string customer)
    {
        await Workflow.DelayAsync(TimeSpan.FromDays(30));
        return await Workflow.ExecuteActivityAsync(
            ReminderWorkflowCalls.Remind(customer),
            new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) });
    }
}
