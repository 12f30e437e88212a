using System.Diagnostics;
using Cairn.Client;

namespace OrderSaga;

/// <summary>
/// Ends the process by SIGKILL right after a step of an order is durable. Later steps of that order are held back, so
/// that the moment is always the same.
/// </summary>
/// <param name="orderId">The order.</param>
/// <param name="step">The activity after which the process dies; null for none.</param>
public sealed class CrashPoint(string orderId, string? step)
{
    /// <summary>The activities of an order, in order.</summary>
    public static readonly IReadOnlyList<string> Steps = ["ReserveStock", "ChargePayment", "ShipOrder"];

    /// <summary>Waits for the end of the process if the step is past.</summary>
    public Task HoldAsync(Order order, string next)
    {
        ArgumentNullException.ThrowIfNull(order);
        return step is not null && order.OrderId == orderId && Index(next) > Index(step)
            ? Task.Delay(Timeout.Infinite)
            : Task.CompletedTask;
    }

    /// <summary>Watches the history of the order, which shows only what is durable, and ends the process.</summary>
    public async Task WatchAsync(ICairnClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        while (step is null || await Progress.LastStepAsync(client.GetWorkflowHandle(orderId)) != step)
        {
            await Task.Delay(step is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(10));
        }

        Console.WriteLine($"{orderId}: {step} is durable; this process dies now");
        Process.GetCurrentProcess().Kill();
    }

    private static int Index(string name) => Steps.ToList().IndexOf(name);
}
