namespace ProductInventory;

/// <summary>Pieces that are held for an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many.</param>
/// <param name="ExpiresAt">When they are free again, in UTC.</param>
public sealed record Reservation(string OrderId, int Quantity, DateTime ExpiresAt);
