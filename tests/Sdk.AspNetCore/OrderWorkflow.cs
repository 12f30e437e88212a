using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>An order that waits to be paid.</summary>
[Workflow]
public class OrderWorkflow
{
    private string? state;
    private int amount;

    [WorkflowRun]
    public async Task<string> RunAsync(Order order)
    {
        amount = order.Amount;
        await Workflow.WaitConditionAsync(() => state is not null);
        return state == "paid"
            ? $"{order.Id} paid {amount}"
            : throw new ApplicationFailureException("The card was declined.", nonRetryable: true);
    }

    [WorkflowSignal]
    public Task PayAsync(Payment payment)
    {
        state = payment.IsPaid ? "paid" : "declined";
        return Task.CompletedTask;
    }

    [WorkflowSignal]
    public Task DropAsync()
    {
        state = "declined";
        return Task.CompletedTask;
    }

    [WorkflowUpdateValidator(nameof(ChangeAsync))]
    public void Check(int by)
    {
        if (amount + by < 0)
        {
            throw new ApplicationFailureException($"The amount would be {amount + by}.");
        }
    }

    [WorkflowUpdate]
    public Task<int> ChangeAsync(int by) => Task.FromResult(amount += by);

    [WorkflowUpdate]
    public Task ClearAsync(int amount)
    {
        this.amount = amount;
        return Task.CompletedTask;
    }
}

/// <summary>Another type of workflow in the same namespace.</summary>
[Workflow]
public class OtherWorkflow
{
    [WorkflowRun]
    public Task RunAsync() => Workflow.WaitConditionAsync(() => false);
}
