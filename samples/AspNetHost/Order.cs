namespace AspNetHost;

/// <summary>What a customer orders: the body of <c>POST /orders</c>.</summary>
/// <param name="Id">Names the order. A client that repeats a request with it makes no second order.</param>
/// <param name="Product">What is ordered.</param>
/// <param name="Quantity">How many, at least 1.</param>
public sealed record Order(string Id, string Product, int Quantity)
{
    /// <summary>The id of the workflow of an order.</summary>
    public static string WorkflowIdOf(string orderId) => $"order-{orderId}";
}
