using Cairn.Workflows;

namespace Cairn.Tests.Cli;

/// <summary>The workflow of the examples in docs/http-api.md: it waits until an order is paid.</summary>
[Workflow("Order")]
public class OrderWorkflow
{
    private int open;

    [WorkflowInit]
    public OrderWorkflow(Order order) => open = order.Amount;

    [WorkflowRun]
    public Task RunAsync(Order order) => Workflow.WaitConditionAsync(() => open <= 0);

    [WorkflowSignal("pay")]
    public Task PayAsync(int amount)
    {
        open -= amount;
        return Task.CompletedTask;
    }

    [WorkflowUpdate("discount")]
    public Task<int> DiscountAsync(int amount)
    {
        open -= amount;
        return Task.FromResult(open);
    }

    [WorkflowQuery("open")]
    public int Open() => open;
}
