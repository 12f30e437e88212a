using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Tests;

/// <summary>The code of docs/guides/testing.md.</summary>
public sealed class TestingGuide
{
    [Fact]
    public async Task A_trial_becomes_a_subscription_after_a_month()
    {
        var charged = new List<string>();
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("trials", options => options
            .AddWorkflow<TrialWorkflow>()
            .ReplaceActivity<IBilling>(b => b.ChargeAsync(""), (string customer) =>
            {
                charged.Add(customer);
                return "receipt";
            }));

        var trial = await env.Client.StartWorkflowAsync(TrialWorkflowCalls.Run("ada"), new("ada", "trials"));
        await env.DelayAsync(TimeSpan.FromDays(29));
        Assert.Empty(charged);
        Assert.Equal("receipt", await trial.GetResultAsync());
        Assert.Equal(["ada"], charged);
    }

    [Fact]
    public async Task A_charge_names_its_customer()
    {
        var env = new ActivityEnvironment();
        Assert.Equal("receipt of ada", await env.RunAsync(() => new Billing().ChargeAsync("ada")));
    }

    [Fact]
    public Task A_customer_is_charged_once_whatever_happens() => WorkflowFaults.ExploreAsync(
        async env =>
        {
            var receipts = new HashSet<string>();
            await using var worker = await env.StartWorkerAsync("trials", options => options
                .AddWorkflow<TrialWorkflow>()
                .ReplaceActivity<IBilling>(b => b.ChargeAsync(""), (string customer) =>
                {
                    receipts.Add(ActivityExecutionContext.Current.IdempotencyKey);
                    return "receipt";
                }));
            await env.Client.ExecuteWorkflowAsync(TrialWorkflowCalls.Run("ada"), new("ada", "trials"));
            Assert.Single(receipts);
        },
        new() { Seeds = 20 });
}

[ActivityDefaults(StartToClose = "00:00:10")]
public interface IBilling
{
    [Activity]
    Task<string> ChargeAsync(string customer);
}

public sealed class Billing : IBilling
{
    public Task<string> ChargeAsync(string customer) => Task.FromResult($"receipt of {customer}");
}

[Workflow]
public sealed class TrialWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string customer)
    {
        await Workflow.DelayAsync(TimeSpan.FromDays(30));
        return await Workflow.ExecuteActivityAsync(IBillingCalls.Charge(customer));
    }
}
