using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace FanOut;

/// <summary>Shops of which each thirteenth is closed for good.</summary>
public sealed class Shops : IShops
{
    private int answers;

    /// <summary>How many shops have answered.</summary>
    public int Answers => Volatile.Read(ref answers);

    [Activity]
    public async Task<int> CountAsync(int region, int shop)
    {
        Interlocked.Increment(ref answers);
        return shop % 13 == 0
            ? throw new ApplicationFailureException(
                $"Shop {region}/{shop} is closed",
                errorType: "Closed",
                nonRetryable: true,
                category: ApplicationErrorCategory.Benign)
            : region + shop;
    }
}
