using Cairn.Activities;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Generators;

public class StockActivities : IStockActivities
{
    [Activity]
    public Task<int> CountAsync(string sku, int minimum) => Task.FromResult(sku.Length + minimum);

    [Activity("reserve")]
    public async Task ReserveAsync(string sku, CancellationToken cancellationToken)
    {
        if (sku.Length == 0)
        {
            throw new ApplicationFailureException("Nothing to reserve");
        }

        await Task.CompletedTask.WaitAsync(cancellationToken);
    }
}
