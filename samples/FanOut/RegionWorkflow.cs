using Cairn.Workflows;

namespace FanOut;

/// <summary>Counts the shops of one region, some at a time. A shop that does not answer is counted as closed.</summary>
[Workflow]
public class RegionWorkflow
{
    private const int ShopsAtATime = 10;

    private readonly IShops shops = Workflow.Activities<IShops>();

    [WorkflowRun]
    public async Task<Stock> RunAsync(Region region)
    {
        var counted = await Workflow.MapAsync(
            Enumerable.Range(1, region.Shops),
            shop => shops.CountAsync(region.Number, shop),
            maxConcurrency: ShopsAtATime);
        return new(counted.Outputs.Sum(pieces => (long)pieces), counted.Outputs.Count, counted.Failures.Count);
    }
}
