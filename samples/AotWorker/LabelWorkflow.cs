using Cairn.Workflows;

namespace AotWorker;

/// <summary>Prints a label: a child of the delivery.</summary>
[Workflow]
public class LabelWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(Parcel parcel)
    {
        var weight = await Workflow.ExecuteLocalActivityAsync(DeliveryActivitiesCalls.Weigh(parcel.Id));
        return $"{parcel.Id}/{weight}";
    }
}
