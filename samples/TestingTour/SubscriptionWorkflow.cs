using Cairn.Workflows;

namespace TestingTour;

/// <summary>What is tested: a trial of 30 days, and then a fee each month until the end or the cancellation.</summary>
/// <param name="payments">Takes the money.</param>
[Workflow]
public class SubscriptionWorkflow(IPayments payments)
{
    private static readonly TimeSpan s_month = TimeSpan.FromDays(30);

    private bool isCanceled;

    // For workers. Unit tests use the other one.
    public SubscriptionWorkflow()
        : this(Workflow.Activities<IPayments>())
    {
    }

    [WorkflowQuery]
    public int MonthsPaid { get; private set; }

    [WorkflowSignal]
    public async Task CancelAsync() => isCanceled = true;

    [WorkflowRun]
    public async Task<decimal> RunAsync(Subscription subscription)
    {
        while (MonthsPaid < subscription.Months && !await Workflow.WaitConditionAsync(() => isCanceled, s_month))
        {
            await payments.ChargeAsync(subscription.Customer, MonthsPaid + 1, subscription.Fee);
            MonthsPaid++;
        }

        return MonthsPaid * subscription.Fee;
    }
}
