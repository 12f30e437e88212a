using Cairn.Activities;

namespace Cairn.Tests.Sdk.Generators;

[ActivityContract]
[ActivityDefaults(StartToClose = "00:01:00", MaxAttempts = 1)]
public interface IStockActivities
{
    [Activity]
    Task<int> CountAsync(string sku, int minimum = 1);

    [Activity("reserve")]
    Task ReserveAsync(string sku, CancellationToken cancellationToken = default);
}
