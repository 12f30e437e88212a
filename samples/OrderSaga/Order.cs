using System.Globalization;

namespace OrderSaga;

/// <summary>What a customer ordered.</summary>
/// <param name="OrderId">Names the order; its workflow has the same id.</param>
/// <param name="Sku">What was ordered.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Card">What it is paid with.</param>
public sealed record Order(string OrderId, string Sku, decimal Total, string Card)
{
    /// <summary>The price as the ledger writes it.</summary>
    public string Price => Total.ToString("0.00", CultureInfo.InvariantCulture);
}
