using System.Collections.Concurrent;
using Cairn.Activities;

namespace TestingTour;

/// <summary>Payments that remember the months that were paid.</summary>
public sealed class FakePayments : IPayments
{
    private readonly ConcurrentQueue<int> months = [];

    /// <summary>The months that were paid, in order, as often as they were.</summary>
    public IEnumerable<int> Months => months;

    [Activity]
    public async Task<string> ChargeAsync(string customer, int month, decimal fee)
    {
        months.Enqueue(month);
        return $"receipt-{month}";
    }
}
