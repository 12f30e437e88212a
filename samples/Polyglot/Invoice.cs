namespace Polyglot;

/// <summary>What a customer has to pay. Both languages see it as JSON.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">The code of the currency, such as EUR.</param>
/// <param name="Locale">The language and the country of the customer, such as de-DE.</param>
public sealed record Invoice(string Customer, decimal Amount, string Currency, string Locale);
