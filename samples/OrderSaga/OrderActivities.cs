using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace OrderSaga;

/// <summary>
/// What touches the world. An activity may run more than once, as when the process dies between its effect and the
/// record of it: so each takes effect through the ledger, which knows what was done.
/// </summary>
/// <param name="ledger">What was done.</param>
/// <param name="crash">Where the process is to die, if anywhere.</param>
[ActivityDefaults(StartToClose = "00:00:30", InitialInterval = "00:00:00.1", MaxAttempts = 5)]
public sealed class OrderActivities(Ledger ledger, CrashPoint crash)
{
    /// <summary>Puts the goods aside.</summary>
    [Activity]
    public Task ReserveStockAsync(Order order) =>
        DoAsync("ReserveStock", order, $"reserve {order.OrderId} {order.Sku}");

    /// <summary>Puts the goods back.</summary>
    [Activity]
    public Task ReleaseStockAsync(Order order) => UndoAsync(order, "reserve", $"release {order.OrderId} {order.Sku}");

    /// <summary>Takes the money, unless the card is declined.</summary>
    [Activity]
    public Task ChargePaymentAsync(Order order)
    {
        if (order.Card == "declined")
        {
            Console.WriteLine($"{order.OrderId}: payment declined");
            // A declined card is nothing to warn of: benign failures are not logged as warnings.
            throw new ApplicationFailureException(
                "payment declined",
                errorType: "PaymentDeclined",
                nonRetryable: true,
                category: ApplicationErrorCategory.Benign);
        }

        return DoAsync("ChargePayment", order, $"charge {order.OrderId} {order.Price}");
    }

    /// <summary>Gives the money back, if it was taken.</summary>
    [Activity]
    public Task RefundPaymentAsync(Order order) => UndoAsync(order, "charge", $"refund {order.OrderId} {order.Price}");

    /// <summary>Sends the goods.</summary>
    [Activity]
    public async Task<string> ShipOrderAsync(Order order)
    {
        var tracking = $"track-{order.OrderId}";
        await DoAsync("ShipOrder", order, $"ship {order.OrderId} {tracking}");
        return tracking;
    }

    /// <summary>Calls the goods back, if they were sent.</summary>
    [Activity]
    public Task CancelShipmentAsync(Order order) => UndoAsync(order, "ship", $"cancel-shipment {order.OrderId}");

    private async Task DoAsync(string step, Order order, string effect)
    {
        await crash.HoldAsync(order, step);
        Console.WriteLine(ledger.Write(effect)
            ? $"{order.OrderId}: {effect}"
            : $"{order.OrderId}: {effect} (was done before)");
    }

    private Task UndoAsync(Order order, string verb, string effect)
    {
        if (!ledger.Has($"{verb} {order.OrderId} "))
        {
            Console.WriteLine($"{order.OrderId}: nothing to {effect.Split(' ')[0]}");
        }
        else if (ledger.Write(effect))
        {
            Console.WriteLine($"{order.OrderId}: {effect}");
        }

        return Task.CompletedTask;
    }
}
