namespace AspNetHost;

/// <summary>How an order ended: the result of its workflow.</summary>
/// <param name="Stage">Shipped, canceled or not paid.</param>
/// <param name="Tracking">The number of the parcel; null if there is none.</param>
public sealed record OrderStatus(string Stage, string? Tracking = null);
