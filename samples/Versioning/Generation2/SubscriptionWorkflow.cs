using Cairn.Workflows;

namespace Versioning.Generation2;

/// <summary>The second release: customers are welcomed, and the fee comes from the billing service.</summary>
[Workflow]
public class SubscriptionWorkflow
{
    private readonly IBilling billing = Workflow.Activities<IBilling>();

    [WorkflowRun]
    public async Task<decimal> RunAsync(Subscription subscription)
    {
        if (Workflow.Patched("welcome"))
        {
            await billing.WelcomeAsync(subscription.Customer);
        }

        await Workflow.DelayAsync(subscription.Trial);
        var fee = Workflow.GetVersion("fee", Workflow.DefaultVersion, maxSupported: 1) switch
        {
            Workflow.DefaultVersion => 10m,
            _ => await billing.FlatFeeAsync(),
        };
        await billing.ChargeAsync(subscription.Customer, fee);
        return fee;
    }
}
