namespace Cairn.Tests.Faults.Shop;

/// <summary>How an order is to end; its number decides.</summary>
internal enum Fate
{
    /// <summary>The card is declined: what was done before is undone.</summary>
    Declined,

    /// <summary>It cannot be shipped: everything is undone.</summary>
    Undeliverable,

    /// <summary>It is shipped: nothing is undone.</summary>
    Shipped,
}
