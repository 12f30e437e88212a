using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Generators;

/// <summary>Uses every kind of member, and calls others by generated calls only.</summary>
[Workflow]
public class CartWorkflow
{
    private readonly List<CartLine> lines = [];
    private bool isClosed;

    [WorkflowRun]
    public async Task<string> RunAsync(string customer, int limit = 10)
    {
        await Workflow.WaitConditionAsync(() => isClosed);
        ActivityOptions options = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
        var total = await Workflow.ExecuteActivityAsync(
            CartActivitiesCalls.Price([.. lines.Select(l => l.Sku)]), options);
        await Workflow.ExecuteActivityAsync(CartActivitiesCalls.Notify(customer), options);
        var local = await Workflow.ExecuteLocalActivityAsync(
            CartActivitiesCalls.Double(limit), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
        var child = await Workflow.ExecuteChildWorkflowAsync(ShippingWorkflowCalls.Run(customer));
        return $"{customer} {total} {local} {child}";
    }

    [WorkflowQuery]
    public int Count => lines.Count;

    [WorkflowQuery]
    public string Describe(string prefix = "cart") => $"{prefix} of {lines.Count}";

    [WorkflowSignal]
    public async Task CloseAsync() => isClosed = true;

    [WorkflowUpdate]
    public async Task<int> AddAsync(CartLine line)
    {
        lines.Add(line);
        return lines.Count;
    }

    [WorkflowUpdateValidator(nameof(AddAsync))]
    public void ValidateAdd(CartLine line)
    {
        if (line.Count < 1)
        {
            throw new ArgumentException("A line has at least one piece");
        }
    }

    [WorkflowUpdate]
    public async Task ClearAsync() => lines.Clear();
}
