using Cairn.Activities;

namespace TestingTour;

/// <summary>The payments of production, on top of a service for cards.</summary>
/// <param name="cards">The service; takes the amount and an idempotency key, answers with the receipt.</param>
public sealed class Payments(Func<decimal, string, Task<string>> cards) : IPayments
{
    [Activity]
    public Task<string> ChargeAsync(string customer, int month, decimal fee) =>
        cards(fee, ActivityExecutionContext.Current.IdempotencyKey);
}
