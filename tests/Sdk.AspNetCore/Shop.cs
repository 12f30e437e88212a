using System.Security.Cryptography;
using System.Text;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Extensions.AspNetCore;
using Cairn.Extensions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>A web application with an engine on a SQLite file, on a port of its own.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-shop-");
    private readonly ErrorLog errors = new();
    private WebApplication app = null!;

    /// <summary>Calls it.</summary>
    public HttpClient Http { get; } = new();

    /// <summary>The client of its engine.</summary>
    public ICairnClient Client => app.Services.GetRequiredService<ICairnClient>();

    /// <summary>What it logged as an error.</summary>
    public IReadOnlyCollection<string> Errors => errors.Lines;

    /// <summary>The signature of a body.</summary>
    public static string Sign(ReadOnlySpan<byte> body) => Convert.ToHexString(HMACSHA256.HashData("key"u8, body));

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Cairn:Engine:DatabasePath"] = Path.Combine(folder.FullName, "cairn.db");
        builder.Services.AddCairn();
        builder.Services.AddCairnWorker("orders").AddDiscovered(typeof(Shop).Assembly);
        app = builder.Build();
        var orders = app.MapWorkflow(
            "/orders",
            (Order order) => OrderWorkflowCalls.Run(order),
            order => new($"order {order.Id}", "orders"));
        orders.MapWorkflowSignal("{workflowId}/payment", (Payment payment) => OrderWorkflowCalls.Pay(payment));
        orders.MapWorkflowSignal("{workflowId:minlength(1)}/drop", OrderWorkflowCalls.Drop);
        orders.MapWorkflowUpdate("{workflowId}/change", (int by) => OrderWorkflowCalls.Change(by));
        orders.MapWorkflowUpdate("{workflowId}/clear", (int amount) => OrderWorkflowCalls.Clear(amount));
        app.MapWorkflowWebhook(
            "/webhooks/payments",
            (Payment payment) => $"order {payment.OrderId}",
            payment => OrderWorkflowCalls.Pay(payment),
            (request, body) => request.Headers["Signature"] == Sign(body.Span));
        MapSigned("hmac", WebhookSignatures.Hmac("Signature", timestampHeader: null, "old", "key"));
        MapSigned("github", WebhookSignatures.GitHub("key"));
        MapSigned("stripe", WebhookSignatures.Stripe("key"));
        app.MapWorkflowWebhook(
            "/webhooks/open", (Order order) => order.Id, order => OrderWorkflowCalls.Pay(new(order.Id, true)));
        app.MapWorkflow(
            "/plain", (Order order) => OrderWorkflowCalls.Run(order), order => new(order.Id, "orders"));
        app.MapWorkflow(
            "/picky",
            (Order order) => order.Amount > 0
                ? OrderWorkflowCalls.Run(order)
                : throw new BadHttpRequestException($"The amount must be at least 1, not {order.Amount}."),
            order => new(order.Id, "orders"));
        app.MapWorkflow(
            "/notes", (Order order) => OrderWorkflowCalls.Run(order), order => new("note", "orders"));
        app.MapWorkflow(
            "/joined",
            (Order order) => OrderWorkflowCalls.Run(order),
            order => new(order.Id, "orders") { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
        app.MapGet("/own/{id}", async (string id, ICairnClient client) =>
            (await client.GetWorkflowHandle(id).DescribeAsync()).WorkflowType).WithWorkflowProblems();
        await app.StartAsync();
        Http.BaseAddress = new(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void MapSigned(string name, Func<HttpRequest, ReadOnlyMemory<byte>, bool> isAuthentic) =>
        app.MapWorkflowWebhook(
            $"/webhooks/{name}",
            (Payment payment) => $"order {payment.OrderId}",
            payment => OrderWorkflowCalls.Pay(payment),
            isAuthentic);

    /// <summary>Posts JSON.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path, string json, string? signature = null, string header = "Signature")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(header, signature);
        }

        return Http.SendAsync(request);
    }
}
