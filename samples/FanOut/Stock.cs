namespace FanOut;

/// <summary>What was counted, as far as it could be: small, however many shops there are.</summary>
/// <param name="Pieces">The pieces in all shops that answered.</param>
/// <param name="Shops">How many shops answered.</param>
/// <param name="Closed">How many did not.</param>
public sealed record Stock(long Pieces, int Shops, int Closed)
{
    /// <summary>The sum of several.</summary>
    public static Stock Sum(IReadOnlyCollection<Stock> stocks) =>
        new(stocks.Sum(s => s.Pieces), stocks.Sum(s => s.Shops), stocks.Sum(s => s.Closed));
}
