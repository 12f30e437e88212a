using Cairn.Activities;

namespace Cairn.Tests.Sdk.Generators;

public class CartActivities
{
    private readonly List<string> notified = [];

    public IReadOnlyList<string> Notified => notified;

    [Activity]
    public static int Double(int value) => value * 2;

    [Activity]
    public Task<decimal> PriceAsync(IReadOnlyList<string> skus) => Task.FromResult(skus.Count * 9.5m);

    [Activity("notify-customer")]
    public async Task NotifyAsync(string customer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        notified.Add(customer);
    }
}
