using Cairn.Workflows;

namespace AspNetHost;

/// <summary>An order waits for its payment, but not for ever, and is shipped then.</summary>
[Workflow]
public class OrderWorkflow
{
    /// <summary>The task queue of the workers for orders.</summary>
    public const string TaskQueue = "orders";

    private static readonly TimeSpan s_timeToPay = TimeSpan.FromDays(3);

    private readonly IWarehouse warehouse = Workflow.Activities<IWarehouse>();
    private Payment? payment;
    private bool isCanceled;

    // The payment service repeats its calls: the first answer counts.
    [WorkflowSignal]
    public async Task PayAsync(Payment received) => payment ??= received;

    [WorkflowSignal]
    public async Task CancelAsync() => isCanceled = true;

    [WorkflowRun]
    public async Task<OrderStatus> RunAsync(Order order)
    {
        await Workflow.WaitConditionAsync(() => payment is not null || isCanceled, s_timeToPay);
        if (payment is not { IsPaid: true })
        {
            return new(isCanceled ? "canceled" : "not paid");
        }

        return new("shipped", await warehouse.ShipAsync(order));
    }
}
