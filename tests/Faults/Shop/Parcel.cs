using Cairn.Workflows;

namespace Cairn.Tests.Faults.Shop;

/// <summary>What is in the box of an order: the order's child, which tells its order by a signal.</summary>
[Workflow]
public sealed class Parcel
{
    public static string IdOf(int number) => $"parcel-{number}";

    [WorkflowRun]
    public async Task<string> RunAsync(int number)
    {
        await Workflow.DelayAsync(TimeSpan.FromMilliseconds(20));
        await Workflow.ExecuteActivityAsync((ShopActivities a) => a.PackAsync(number), ShopOrder.Options);
        await Workflow.GetExternalWorkflowHandle<ShopOrder>(ShopOrder.IdOf(number)).SignalAsync(w => w.PackedAsync());
        return $"box {number}";
    }
}
