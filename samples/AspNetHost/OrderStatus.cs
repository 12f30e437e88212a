namespace AspNetHost;

/// <summary>Where an order is: the answer of <c>GET /orders/{id}</c>.</summary>
/// <param name="Stage">What it waits for, or how it ended.</param>
/// <param name="Tracking">The number of the parcel; null if there is none yet.</param>
public sealed record OrderStatus(string Stage, string? Tracking = null)
{
    /// <inheritdoc/>
    public override string ToString() => Tracking is null ? Stage : $"{Stage}, {Tracking}";
}
