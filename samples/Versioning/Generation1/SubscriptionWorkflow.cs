using Cairn.Workflows;

namespace Versioning.Generation1;

/// <summary>The first release: a trial, and then a fee of 10.</summary>
[Workflow]
public class SubscriptionWorkflow
{
    private readonly IBilling billing = Workflow.Activities<IBilling>();

    [WorkflowRun]
    public async Task<decimal> RunAsync(Subscription subscription)
    {
        await Workflow.DelayAsync(subscription.Trial);
        var fee = 10m;
        await billing.ChargeAsync(subscription.Customer, fee);
        return fee;
    }
}
