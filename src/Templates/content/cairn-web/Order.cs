namespace Company.CairnWeb;

/// <summary>What a customer orders.</summary>
public sealed record Order(string Id, string Item, decimal Price);
