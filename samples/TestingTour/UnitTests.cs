using Cairn.Testing;

namespace TestingTour;

/// <summary>Without an engine: workflow code alone, and an activity alone.</summary>
public sealed class UnitTests
{
    [Fact]
    public async Task Workflow_code_runs_on_its_own()
    {
        var payments = new FakePayments();
        var workflow = new SubscriptionWorkflow(payments);

        var paid = await WorkflowUnit.RunAsync(() => workflow.RunAsync(new("ann", 10, Months: 3)));

        Assert.Equal(30, paid);
        Assert.Equal([1, 2, 3], payments.Months);
    }

    [Fact]
    public async Task An_activity_gets_a_context()
    {
        var keys = new List<string>();
        var payments = new Payments(async (fee, key) =>
        {
            keys.Add(key);
            return "receipt";
        });
        var env = new ActivityEnvironment();

        await env.RunAsync(() => payments.ChargeAsync("ann", 1, 10));
        await env.RunAsync(() => payments.ChargeAsync("ann", 1, 10));

        Assert.Single(keys.Distinct());
    }
}
