using Cairn.Workflows;

namespace Versioning.Careless;

/// <summary>What must not be released: the welcome of generation 2 without <c>Patched</c>.</summary>
[Workflow]
public class SubscriptionWorkflow
{
    private readonly IBilling billing = Workflow.Activities<IBilling>();

    [WorkflowRun]
    public async Task<decimal> RunAsync(Subscription subscription)
    {
        await billing.WelcomeAsync(subscription.Customer);
        await Workflow.DelayAsync(subscription.Trial);
        var fee = 10m;
        await billing.ChargeAsync(subscription.Customer, fee);
        return fee;
    }
}
