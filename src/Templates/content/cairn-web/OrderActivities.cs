using Cairn.Activities;

namespace Company.CairnWeb;

/// <summary>Touches the outside. Activities are retried, so what they do must have the effect of once.</summary>
public sealed class OrderActivities
{
    [Activity]
    public Task<string> ShipAsync(Order order) => Task.FromResult($"shipped {order.Item}");
}
