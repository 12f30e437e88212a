using Cairn.Workflows;

namespace FanOut;

/// <summary>
/// Fans out to a child for each region. A million activities in one history are too many; a thousand children with a
/// thousand each are not.
/// </summary>
[Workflow]
public class SurveyWorkflow
{
    private const int RegionsAtATime = 10;

    /// <summary>How many regions are counted.</summary>
    [WorkflowQuery]
    public int RegionsDone { get; private set; }

    [WorkflowRun]
    public async Task<Stock> RunAsync(Survey survey)
    {
        var regions = await Workflow.MapAsync(
            Enumerable.Range(1, survey.Regions),
            number => CountAsync(new(number, survey.ShopsPerRegion)),
            maxConcurrency: RegionsAtATime);
        regions.ThrowIfAnyFailed();
        return Stock.Sum(regions.Outputs);
    }

    private async Task<Stock> CountAsync(Region region)
    {
        // An id that says what the child is for: a child is found by it, and cannot run twice at a time.
        var stock = await Workflow.ExecuteChildWorkflowAsync(
            RegionWorkflowCalls.Run(region), new() { Id = $"{Workflow.Info.WorkflowId}/region-{region.Number}" });
        RegionsDone++;
        return stock;
    }
}
