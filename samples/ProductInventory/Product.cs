namespace ProductInventory;

/// <summary>The state of a product. It never changes: each change makes a new one.</summary>
/// <param name="Sku">The product.</param>
/// <param name="InStock">The pieces in the warehouse, with the reserved ones.</param>
/// <param name="Reservations">What is held for orders.</param>
public sealed record Product(string Sku, int InStock, IReadOnlyList<Reservation> Reservations)
{
    /// <summary>The pieces that can be reserved.</summary>
    public int Available => InStock - Reservations.Sum(reservation => reservation.Quantity);

    /// <summary>When the next reservation ends; null if there is none.</summary>
    public DateTime? NextExpiry => Reservations.Min(reservation => (DateTime?)reservation.ExpiresAt);

    /// <summary>The reservation of an order; null if it has none.</summary>
    public Reservation? ReservationOf(string orderId) => Reservations.SingleOrDefault(held => held.OrderId == orderId);

    /// <summary>The product with one more reservation.</summary>
    public Product With(Reservation reservation) => this with { Reservations = [.. Reservations, reservation] };

    /// <summary>The product without the reservation of an order.</summary>
    public Product Without(string orderId) =>
        this with { Reservations = [.. Reservations.Where(held => held.OrderId != orderId)] };

    /// <summary>The product without the reservations that are over at a time.</summary>
    public Product WithoutExpired(DateTime now) =>
        this with { Reservations = [.. Reservations.Where(held => held.ExpiresAt > now)] };
}
