namespace TestingTour;

/// <summary>What a customer subscribed to.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Fee">What a month costs.</param>
/// <param name="Months">For how many months.</param>
public sealed record Subscription(string Customer, decimal Fee, int Months = 12);
