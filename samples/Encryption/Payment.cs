namespace Encryption;

/// <summary>What is to be paid with which card.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much.</param>
/// <param name="Card">The number of the card.</param>
public sealed record Payment(string OrderId, decimal Amount, string Card);
