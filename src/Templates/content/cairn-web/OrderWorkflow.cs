using Cairn.Workflows;

namespace Company.CairnWeb;

/// <summary>Waits for the payment of an order, for a week at most, and ships it.</summary>
[Workflow]
public class OrderWorkflow
{
    private Payment? payment;
    private bool isCanceled;

    [WorkflowRun]
    public async Task<string> RunAsync(Order order)
    {
        var isDecided = await Workflow.WaitConditionAsync(
            () => payment is not null || isCanceled, TimeSpan.FromDays(7));
        if (!isDecided || isCanceled)
        {
            return "canceled";
        }

        return await Workflow.ExecuteActivityAsync(
            OrderActivitiesCalls.Ship(order),
            new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) });
    }

    /// <summary>The order is paid. The payment service may repeat its call: only the first one counts.</summary>
    [WorkflowSignal]
    public Task PayAsync(Payment received)
    {
        payment ??= received;
        return Task.CompletedTask;
    }

    /// <summary>The customer does not want it any more.</summary>
    [WorkflowSignal]
    public Task CancelAsync()
    {
        isCanceled = true;
        return Task.CompletedTask;
    }
}
