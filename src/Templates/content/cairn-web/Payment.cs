namespace Company.CairnWeb;

/// <summary>What the payment service says.</summary>
public sealed record Payment(string OrderId, string Reference);
