using Cairn.Client;
using Cairn.Testing;
using Samples.Timelines;

namespace TestingTour;

/// <summary>Time is skipped: the environment moves its clock as soon as nothing else can go on.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task A_year_is_paid_month_by_month()
    {
        var payments = new FakePayments();
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync(
            "tour", options => options.AddWorkflow<SubscriptionWorkflow>().AddAllActivities(payments));

        var handle = await env.Client.StartWorkflowAsync(
            SubscriptionWorkflowCalls.Run(new("ann", 10)), new("ann", "tour"));
        Assert.Equal(120, await handle.GetResultAsync());

        Assert.Equal(Enumerable.Range(1, 12), payments.Months);
        await Timeline.ShowAsync(handle);
    }

    [Fact]
    public async Task Who_cancels_in_the_trial_pays_nothing()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync(
            "tour", options => options.AddWorkflow<SubscriptionWorkflow>().AddAllActivities(new FakePayments()));

        var handle = await env.Client.StartWorkflowAsync(
            SubscriptionWorkflowCalls.Run(new("ann", 10)), new("ann", "tour"));
        await env.DelayAsync(TimeSpan.FromDays(29));
        await handle.SignalAsync(SubscriptionWorkflowCalls.Cancel());

        Assert.Equal(0, await handle.GetResultAsync());
    }
}
