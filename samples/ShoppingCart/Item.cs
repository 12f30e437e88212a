namespace ShoppingCart;

/// <summary>What a customer puts into a cart.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Quantity">How many, at least 1.</param>
public sealed record Item(string Sku, int Quantity);
