using System.Security.Cryptography;
using System.Text.Json;

namespace AspNetHost;

/// <summary>Calls the endpoints, as customers and the payment service do, and writes down the answers.</summary>
/// <param name="address">The address of the application.</param>
/// <param name="key">The key of the payment service.</param>
public sealed class Customer(Uri address, byte[] key) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Orders something.</summary>
    public async Task OrderAsync(Order order)
    {
        using var response = await http.PostAsJsonAsync("/orders", order);
        Console.WriteLine($"POST /orders {order.Id}: {(int)response.StatusCode} {response.Headers.Location}".TrimEnd());
    }

    /// <summary>Asks where an order is.</summary>
    public async Task ShowAsync(string id) =>
        Console.WriteLine($"GET /orders/{id}: {await http.GetFromJsonAsync<OrderStatus>($"/orders/{id}")}");

    /// <summary>Cancels an order.</summary>
    public async Task CancelAsync(string id)
    {
        using var response = await http.PostAsync(new Uri($"/orders/{id}/cancel", UriKind.Relative), content: null);
        Console.WriteLine($"POST /orders/{id}/cancel: {(int)response.StatusCode}");
    }

    /// <summary>Says that an order is paid.</summary>
    public async Task PayAsync(Payment payment, bool isSigned)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(payment, JsonSerializerOptions.Web);
        using var content = new ByteArrayContent(body);
        if (isSigned)
        {
            content.Headers.Add(OrderEndpoints.Signature, Convert.ToHexString(HMACSHA256.HashData(key, body)));
        }

        using var response = await http.PostAsync(new Uri("/webhooks/payments", UriKind.Relative), content);
        Console.WriteLine(
            $"POST /webhooks/payments {payment.OrderId}{(isSigned ? "" : " unsigned")}: {(int)response.StatusCode}");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
