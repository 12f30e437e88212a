using Cairn.Activities;

namespace ShoppingCart;

/// <summary>What a cart needs of the shop.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10")]
public interface IShop
{
    /// <summary>The price of one piece. Fails for good with <c>UnknownProduct</c> if there is none.</summary>
    [Activity]
    Task<decimal> PriceAsync(string sku);

    /// <summary>Makes an order of a cart, once; answers with the order's number.</summary>
    [Activity]
    Task<string> PlaceOrderAsync(Cart cart);
}
