namespace BankAccount;

/// <summary>Money that comes into an account or leaves it.</summary>
/// <param name="Id">Names the booking: an account takes it once, however often it is sent.</param>
/// <param name="Amount">How much, more than 0.</param>
public sealed record Booking(string Id, decimal Amount);
