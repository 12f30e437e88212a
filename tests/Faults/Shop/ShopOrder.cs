using Cairn.Common;
using Cairn.Workflows;

namespace Cairn.Tests.Faults.Shop;

/// <summary>
/// One order. Its first run takes the payment (a signal) and the address (an update) and continues as new; the second
/// one is the saga: stock, money, a parcel (a child, which signals back), the shipment.
/// </summary>
[Workflow]
public sealed class ShopOrder
{
    public const string Queue = "shop";

    public static readonly ActivityOptions Options = new()
    {
        // So long an attempt is waited for that was handed out by a server which died before it said so.
        StartToCloseTimeout = TimeSpan.FromSeconds(10),
        RetryPolicy = new RetryPolicy { InitialInterval = TimeSpan.FromMilliseconds(20), BackoffCoefficient = 1 },
    };

    private static readonly LocalActivityOptions LocalOptions = new()
    {
        StartToCloseTimeout = TimeSpan.FromMinutes(1),
        RetryPolicy = new RetryPolicy { InitialInterval = TimeSpan.FromMilliseconds(20), BackoffCoefficient = 1 },
    };

    private string? payment;
    private string? address;
    private bool isPacked;

    public static string IdOf(int number) => $"order-{number}";

    [WorkflowRun]
    public async Task<string> RunAsync(int number, string? deliverTo)
    {
        if (deliverTo is not null)
        {
            return await Saga.RunAsync(saga => FulfilAsync(saga, number));
        }

        await Workflow.DelayAsync(TimeSpan.FromMilliseconds(20));
        await Workflow.ExecuteLocalActivityAsync((ShopActivities a) => a.PriceAsync(number), LocalOptions);
        await Workflow.WaitConditionAsync(
            () => payment is not null && address is not null && Workflow.AllHandlersFinished);
        throw Workflow.CreateContinueAsNewException((ShopOrder w) => w.RunAsync(number, address));
    }

    [WorkflowSignal]
    public Task PayAsync(string token)
    {
        payment = token;
        return Task.CompletedTask;
    }

    [WorkflowSignal]
    public Task PackedAsync()
    {
        isPacked = true;
        return Task.CompletedTask;
    }

    [WorkflowUpdate]
    public async Task<string> DeliverToAsync(int number, string street)
    {
        await Workflow.ExecuteActivityAsync((ShopActivities a) => a.ConfirmAsync(number), Options);
        address = street;
        return $"to {street}";
    }

    [WorkflowUpdateValidator(nameof(DeliverToAsync))]
    public void CheckDeliverTo(int number, string street)
    {
        if (Workflow.Info.ContinuedRunId is not null)
        {
            throw new Exceptions.ApplicationFailureException("the address is known");
        }
    }

    private async Task<string> FulfilAsync(Saga saga, int number)
    {
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.ReserveAsync(number), Options),
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.ReleaseAsync(number), Options));
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.ChargeAsync(number), Options),
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.RefundAsync(number), Options));
        await saga.StepAsync(
            () => Workflow.ExecuteChildWorkflowAsync(
                (Parcel w) => w.RunAsync(number), new() { Id = Parcel.IdOf(number) }),
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.UnpackAsync(number), Options));
        await Workflow.WaitConditionAsync(() => isPacked);
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.ShipAsync(number), Options),
            () => Workflow.ExecuteActivityAsync((ShopActivities a) => a.CallBackAsync(number), Options));
        return ShopActivities.OutcomeOf(Fate.Shipped);
    }
}
