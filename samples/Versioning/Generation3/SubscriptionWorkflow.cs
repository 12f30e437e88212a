using Cairn.Workflows;

namespace Versioning.Generation3;

/// <summary>The third release, which is the code of today: the fee depends on the customer.</summary>
[Workflow]
public class SubscriptionWorkflow
{
    private readonly IBilling billing = Workflow.Activities<IBilling>();

    [WorkflowRun]
    public async Task<decimal> RunAsync(Subscription subscription)
    {
        // True in new runs, and in those that have come to here since there is the welcome.
        if (Workflow.Patched("welcome"))
        {
            await billing.WelcomeAsync(subscription.Customer);
        }

        await Workflow.DelayAsync(subscription.Trial);
        // The second change of the same place: a number says more than a second name.
        var fee = Workflow.GetVersion("fee", Workflow.DefaultVersion, maxSupported: 2) switch
        {
            Workflow.DefaultVersion => 10m,
            1 => await billing.FlatFeeAsync(),
            _ => await billing.TieredFeeAsync(subscription.Customer),
        };
        await billing.ChargeAsync(subscription.Customer, fee);
        return fee;
    }
}
