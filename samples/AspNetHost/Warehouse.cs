using Cairn.Activities;

namespace AspNetHost;

/// <summary>Activities are services of the host like any other: each attempt has a scope of its own.</summary>
/// <param name="logger">The log of the host.</param>
public sealed partial class Warehouse(ILogger<Warehouse> logger) : IWarehouse
{
    [Activity]
    public async Task<string> ShipAsync(Order order)
    {
        var tracking = $"parcel-{ActivityExecutionContext.Current.IdempotencyKey[..8]}";
        LogShipped(order.Quantity, order.Product);
        return tracking;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Quantity} {Product} shipped")]
    private partial void LogShipped(int quantity, string product);
}
