namespace AspNetHost;

/// <summary>What the payment service says: the body of its webhook.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="IsPaid">Whether the money is there.</param>
public sealed record Payment(string OrderId, bool IsPaid);
