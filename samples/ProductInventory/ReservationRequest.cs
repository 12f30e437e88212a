namespace ProductInventory;

/// <summary>Asks to hold pieces for an order.</summary>
/// <param name="OrderId">The order. It has one reservation, however often it asks.</param>
/// <param name="Quantity">How many.</param>
/// <param name="HoldFor">How long.</param>
public sealed record ReservationRequest(string OrderId, int Quantity, TimeSpan HoldFor);
