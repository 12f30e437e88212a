using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AspNetHost;

/// <summary>Calls the endpoints, as customers and the payment service do, and writes down the answers.</summary>
/// <param name="address">The address of the application.</param>
/// <param name="secret">The secret of the payment service.</param>
public sealed class Customer(Uri address, string secret) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };
    private int calls;

    /// <summary>Orders something.</summary>
    public async Task OrderAsync(Order order)
    {
        using var response = await http.PostAsJsonAsync("/orders", order);
        Console.WriteLine($"POST /orders {order.Id}: {(int)response.StatusCode} {response.Headers.Location}".TrimEnd());
    }

    /// <summary>Asks where an order is.</summary>
    public async Task ShowAsync(string id)
    {
        var url = $"/orders/{Order.WorkflowIdOf(id)}";
        var status = await http.GetFromJsonAsync<JsonElement>(url);
        var result = status.TryGetProperty("result", out var found)
            ? found.Deserialize<OrderStatus>(JsonSerializerOptions.Web)
            : null;
        Console.WriteLine($"GET {url}: {status.GetProperty("status")} {result?.Stage} {result?.Tracking}".TrimEnd());
    }

    /// <summary>Cancels an order.</summary>
    public async Task CancelAsync(string id)
    {
        var url = $"/orders/{Order.WorkflowIdOf(id)}/cancel";
        using var response = await http.PostAsync(new Uri(url, UriKind.Relative), content: null);
        Console.WriteLine($"POST {url}: {(int)response.StatusCode}");
    }

    /// <summary>Says that an order is paid.</summary>
    /// <param name="payment">What is paid.</param>
    /// <param name="isSigned">Whether it is the payment service that says so.</param>
    public async Task PayAsync(Payment payment, bool isSigned)
    {
        var body = JsonSerializer.Serialize(payment, JsonSerializerOptions.Web);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        if (isSigned)
        {
            Sign(content, body);
        }

        using var response = await http.PostAsync(new Uri("/webhooks/payments", UriKind.Relative), content);
        Console.WriteLine(
            $"POST /webhooks/payments {payment.OrderId}{(isSigned ? "" : " unsigned")}: {(int)response.StatusCode}");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    // As the specification Standard Webhooks says.
    private void Sign(StringContent content, string body)
    {
        var id = $"call-{++calls}";
        var sent = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(
            Convert.FromBase64String(secret), Encoding.UTF8.GetBytes($"{id}.{sent}.{body}"));
        content.Headers.Add("webhook-id", id);
        content.Headers.Add("webhook-timestamp", sent);
        content.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
    }
}
