using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Entities;

/// <summary>The code of docs/guides/entity.md.</summary>
public sealed class EntityGuide
{
    [Fact]
    public async Task A_cart_takes_items_until_it_is_ordered()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("carts", options => options.AddWorkflow<CartWorkflow>());
        var cart = await OrderAsync(env.Client);
        Assert.Equal(1, await cart.GetResultAsync());
    }

    [Fact]
    public async Task An_item_without_a_name_is_refused()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("carts", options => options.AddWorkflow<CartWorkflow>());
        var cart = await env.Client.StartWorkflowAsync(CartWorkflowCalls.Run(null), new("cart", "carts"));
        await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => cart.ExecuteUpdateAsync(CartWorkflowCalls.Add(" ")));
        Assert.Empty(await cart.QueryAsync(w => w.Items));
    }

    private static async Task<WorkflowHandle<CartWorkflow, int>> OrderAsync(ICairnClient client)
    {
        var cart = await client.StartWorkflowAsync(CartWorkflowCalls.Run(null), new("cart-ada", "carts"));
        await cart.ExecuteUpdateAsync(CartWorkflowCalls.Add("lamp"));
        await cart.SignalAsync(CartWorkflowCalls.Order());
        return cart;
    }
}

public sealed record CartState(IReadOnlyList<string> Items, bool IsOrdered);

[Workflow]
public sealed class CartWorkflow
{
    private CartState state;

    [WorkflowInit]
    public CartWorkflow(CartState? start) => state = start ?? new([], IsOrdered: false);

    [WorkflowQuery]
    public IReadOnlyList<string> Items => state.Items;

    [WorkflowRun]
    public async Task<int> RunAsync(CartState? start)
    {
        await Workflow.WaitConditionOrContinueAsNewAsync(
            () => state.IsOrdered, (CartWorkflow cart) => cart.RunAsync(state));
        return state.Items.Count;
    }

    [WorkflowUpdate]
    public Task<int> AddAsync(string item)
    {
        state = state with { Items = [.. state.Items, item] };
        return Task.FromResult(state.Items.Count);
    }

    [WorkflowUpdateValidator(nameof(AddAsync))]
    public void CheckAdd(string item) => ArgumentException.ThrowIfNullOrWhiteSpace(item);

    [WorkflowSignal]
    public Task OrderAsync()
    {
        state = state with { IsOrdered = true };
        return Task.CompletedTask;
    }
}
