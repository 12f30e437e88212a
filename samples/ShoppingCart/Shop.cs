using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace ShoppingCart;

/// <summary>A shop with three products.</summary>
public sealed class Shop : IShop
{
    private static readonly Dictionary<string, decimal> s_prices =
        new() { ["lamp"] = 49.90m, ["chair"] = 120.00m, ["rug"] = 89.00m };

    private readonly ConcurrentDictionary<string, Cart> ordersByKey = [];

    [Activity]
    public Task<decimal> PriceAsync(string sku) => s_prices.TryGetValue(sku, out var price)
        ? Task.FromResult(price)
        : throw new ApplicationFailureException(
            $"There is no product {sku}",
            errorType: "UnknownProduct",
            nonRetryable: true,
            category: ApplicationErrorCategory.Benign);

    [Activity]
    public Task<string> PlaceOrderAsync(Cart cart)
    {
        // The same key in each attempt: a real shop would have a unique index on it.
        var key = ActivityExecutionContext.Current.IdempotencyKey;
        ordersByKey.TryAdd(key, cart);
        return Task.FromResult($"order-{key[..8]}");
    }
}
