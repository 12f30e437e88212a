using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>What callers see, and what the log says, while the server of the workflows is away.</summary>
public sealed class AwayServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_is_away_is_503_whose_reason_only_the_log_says()
    {
        using var log = new ErrorLog();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Cairn:Client:RpcRetry:MaxRetries"] = "0";
        builder.Services.AddCairnClient("127.0.0.1:1");
        await using var app = builder.Build();
        app.MapWorkflow(
            "/orders", (Order order) => OrderWorkflowCalls.Run(order), order => new(order.Id, "orders"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var body = new StringContent("""{"id":"1","amount":5}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/orders", body, Token);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "The workflows cannot be reached now: try again later.",
            JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        var line = Assert.Single(log.Lines, each => each.Contains("answered by 503", StringComparison.Ordinal));
        Assert.StartsWith("POST /orders is answered by 503: ", line, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", line, StringComparison.Ordinal);
        await app.StopAsync(Token);
    }
}
