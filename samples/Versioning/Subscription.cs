namespace Versioning;

/// <summary>What a customer subscribed to.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Trial">How long it costs nothing.</param>
public sealed record Subscription(string Customer, TimeSpan Trial);
