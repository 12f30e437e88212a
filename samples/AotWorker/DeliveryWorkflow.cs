using Cairn.Exceptions;
using Cairn.Workflows;

namespace AotWorker;

/// <summary>
/// Delivers a parcel: a child, a timer, activities, and callers who ask, redirect and sign. Every call is a generated
/// one, so nothing here needs reflection.
/// </summary>
[Workflow]
public class DeliveryWorkflow
{
    private string status = "accepted";
    private string? address;
    private string? signature;

    [WorkflowRun]
    public async Task<Receipt> RunAsync(Parcel parcel)
    {
        var label = await Workflow.ExecuteChildWorkflowAsync(LabelWorkflowCalls.Run(parcel));
        var found = await Workflow.ExecuteActivityAsync(DeliveryActivitiesCalls.FindAddress(parcel.Receiver));
        address ??= found;
        await Workflow.DelayAsync(TimeSpan.FromMilliseconds(10));
        status = "on its way";
        await Workflow.WaitConditionAsync(() => signature is not null);
        await Workflow.ExecuteActivityAsync(DeliveryActivitiesCalls.Notify(parcel, $"signed by {signature}"));
        return new(label, address, signature!);
    }

    [WorkflowQuery]
    public string Status => status;

    [WorkflowSignal]
    public Task SignAsync(string name)
    {
        signature = name;
        return Task.CompletedTask;
    }

    [WorkflowUpdate]
    public Task<string> RedirectAsync(string newAddress)
    {
        (var before, address) = (address ?? "nowhere", newAddress);
        return Task.FromResult(before);
    }

    [WorkflowUpdateValidator(nameof(RedirectAsync))]
    public void ValidateRedirect(string newAddress)
    {
        if (newAddress.Length == 0)
        {
            throw new ApplicationFailureException("An address cannot be empty");
        }
    }
}
