using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Generators;

/// <summary>Calls activities by the interface that they implement.</summary>
[Workflow]
public class StockWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string sku)
    {
        var stock = Workflow.Activities<IStockActivities>();
        var local = Workflow.LocalActivities<IStockActivities>();
        var (counted, again) = (await stock.CountAsync(sku), await local.CountAsync(sku, 5));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        try
        {
            await stock.ReserveAsync(sku, cancelled.Token);
            return "not cancelled";
        }
        catch (CanceledFailureException)
        {
            await stock.ReserveAsync(sku, CancellationToken.None);
        }

        try
        {
            await stock.ReserveAsync("", CancellationToken.None);
            return "not failed";
        }
        catch (ActivityFailureException failure)
        {
            return $"{counted} {again} {failure.InnerException?.Message}";
        }
    }
}
