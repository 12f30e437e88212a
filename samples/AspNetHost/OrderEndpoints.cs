using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace AspNetHost;

/// <summary>Orders over HTTP: requests return at once, and the workflow does the work.</summary>
public static class OrderEndpoints
{
    /// <summary>The header in which the payment service signs its calls.</summary>
    public const string Signature = "X-Signature";

    /// <summary>Adds the endpoints.</summary>
    /// <param name="app">The application.</param>
    /// <param name="key">The key that the payment service signs with.</param>
    public static void MapOrders(this IEndpointRouteBuilder app, byte[] key)
    {
        app.MapPost("/orders", StartAsync);
        app.MapGet("/orders/{id}", ShowAsync);
        app.MapPost("/orders/{id}/cancel", (string id, ICairnClient client) =>
            SignalAsync(client, id, OrderWorkflowCalls.Cancel()));
        app.MapPost("/webhooks/payments", (HttpRequest request, ICairnClient client) =>
            TakePaymentAsync(request, client, key));
    }

    // 202: the order is durable, and will come to its end. Where it is then, the status says.
    private static async Task<IResult> StartAsync(Order order, ICairnClient client)
    {
        if (order.Quantity < 1)
        {
            return Results.Problem($"The quantity must be at least 1, not {order.Quantity}.", statusCode: 400);
        }

        var options = new WorkflowOptions(Order.WorkflowIdOf(order.Id), OrderWorkflow.TaskQueue)
        {
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
        };
        try
        {
            await client.StartWorkflowAsync(OrderWorkflowCalls.Run(order), options);
        }
        catch (WorkflowAlreadyStartedException)
        {
            // The request is repeated so late that the order has come to its end. The answer is the same.
        }

        return Results.Accepted($"/orders/{order.Id}");
    }

    private static async Task<IResult> ShowAsync(string id, ICairnClient client)
    {
        try
        {
            var order = client.GetWorkflowHandle<OrderWorkflow>(Order.WorkflowIdOf(id));
            return Results.Ok(await order.QueryAsync(OrderWorkflowCalls.Status));
        }
        catch (RpcException unknown) when (unknown.Code == RpcException.StatusCode.NotFound)
        {
            return Results.NotFound();
        }
    }

    private static async Task<IResult> TakePaymentAsync(HttpRequest request, ICairnClient client, byte[] key)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (!IsSigned(request, body.ToArray(), key))
        {
            return Results.Unauthorized();
        }

        var payment = JsonSerializer.Deserialize<Payment>(body.ToArray(), JsonSerializerOptions.Web)!;
        return await SignalAsync(client, payment.OrderId, OrderWorkflowCalls.Pay(payment));
    }

    private static bool IsSigned(HttpRequest request, byte[] body, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes($"{request.Headers[Signature]}"),
            Encoding.ASCII.GetBytes(Convert.ToHexString(HMACSHA256.HashData(key, body))));

    private static async Task<IResult> SignalAsync(ICairnClient client, string id, SignalCall<OrderWorkflow> signal)
    {
        try
        {
            await client.GetWorkflowHandle<OrderWorkflow>(Order.WorkflowIdOf(id)).SignalAsync(signal);
            return Results.Accepted($"/orders/{id}");
        }
        catch (RpcException unknown) when (unknown.Code == RpcException.StatusCode.NotFound)
        {
            return Results.NotFound();
        }
    }
}
