namespace ShoppingCart;

/// <summary>The state of a cart. It never changes: each change makes a new one.</summary>
/// <param name="Customer">The owner.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="OrderId">The order that it became; null while it is open.</param>
public sealed record Cart(string Customer, IReadOnlyList<CartLine> Lines, string? OrderId = null)
{
    /// <summary>What it costs.</summary>
    public decimal Total => Lines.Sum(line => line.Quantity * line.Price);

    /// <summary>A cart without anything in it.</summary>
    public static Cart EmptyOf(string customer) => new(customer, []);

    /// <summary>The cart with one more line.</summary>
    public Cart With(CartLine line) => this with { Lines = [.. Lines, line] };

    /// <summary>The cart without a product.</summary>
    public Cart Without(string sku) => this with { Lines = [.. Lines.Where(line => line.Sku != sku)] };
}
