namespace BankAccount;

/// <summary>Money that goes from one account to another.</summary>
/// <param name="Id">Names the transfer; its workflow has the same id.</param>
/// <param name="From">The owner who pays.</param>
/// <param name="To">The owner who gets it.</param>
/// <param name="Amount">How much.</param>
public sealed record Transfer(string Id, string From, string To, decimal Amount);
