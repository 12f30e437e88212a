namespace ShoppingCart;

/// <summary>A line of a cart.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Price">The price of one, when it was put into the cart.</param>
public sealed record CartLine(string Sku, int Quantity, decimal Price);
