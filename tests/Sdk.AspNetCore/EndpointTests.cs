using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cairn.Client;

namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>Workflows that are started, shown, signalled and updated over HTTP.</summary>
public sealed class EndpointTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_is_accepted_with_the_url_of_a_status_that_shows_the_result_in_the_end()
    {
        using var started = await shop.PostAsync("/orders", """{"id":"1/a","amount":5}""");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal("/orders/order%201%2Fa", started.Headers.Location!.OriginalString);
        var body = await ReadAsync(started);
        Assert.Equal("order 1/a", body.GetProperty("workflowId").GetString());
        Assert.Equal("/orders/order%201%2Fa", body.GetProperty("statusUrl").GetString());

        var running = await StatusAsync(started.Headers.Location);
        Assert.Equal("Running", running.GetProperty("status").GetString());
        Assert.Equal("OrderWorkflow", running.GetProperty("workflowType").GetString());
        Assert.Equal(body.GetProperty("runId").GetString(), running.GetProperty("runId").GetString());
        Assert.False(running.TryGetProperty("result", out _));

        using var paid = await shop.PostAsync("/orders/order%201%2Fa/payment", """{"orderId":"1/a","isPaid":true}""");
        Assert.Equal(HttpStatusCode.Accepted, paid.StatusCode);
        await shop.Client.GetWorkflowHandle("order 1/a").GetResultAsync().WaitAsync(WaitLimit, Token);
        var closed = await StatusAsync(started.Headers.Location);
        Assert.Equal("Completed", closed.GetProperty("status").GetString());
        Assert.Equal("1/a paid 5", closed.GetProperty("result").GetString());
        Assert.True(closed.TryGetProperty("closeTime", out _));
    }

    [Fact]
    public async Task A_workflow_that_failed_shows_why()
    {
        await StartAsync("failing");
        using var dropped = await shop.Http.PostAsync("/orders/order failing/drop", null, Token);
        Assert.Equal(HttpStatusCode.Accepted, dropped.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            shop.Client.GetWorkflowHandle("order failing").GetResultAsync().WaitAsync(WaitLimit, Token));
        var closed = await StatusAsync(new("/orders/order failing", UriKind.Relative));
        Assert.Equal("Failed", closed.GetProperty("status").GetString());
        Assert.Equal("The card was declined.", closed.GetProperty("failure").GetString());

        await AssertProblemAsync(
            shop.PostAsync("/orders/order failing/payment", """{"orderId":"failing","isPaid":true}"""),
            HttpStatusCode.Conflict,
            "The workflow order failing is Failed since");
    }

    [Fact]
    public async Task An_update_answers_with_its_result_and_one_that_is_rejected_with_the_reason()
    {
        await StartAsync("updated");
        using var changed = await shop.PostAsync("/orders/order updated/change", "2");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(7, (await ReadAsync(changed)).GetInt32());
        using var cleared = await shop.PostAsync("/orders/order updated/clear", "1");
        Assert.Equal(HttpStatusCode.NoContent, cleared.StatusCode);
        await AssertProblemAsync(
            shop.PostAsync("/orders/order updated/change", "-4"),
            HttpStatusCode.UnprocessableEntity,
            "The amount would be -3.");
    }

    [Fact]
    public async Task A_webhook_signals_the_workflow_that_its_body_names_if_it_is_authentic()
    {
        await StartAsync("hooked");
        const string Body = """{"orderId":"hooked","isPaid":true}""";
        await AssertProblemAsync(
            shop.PostAsync("/webhooks/payments", Body, "forged"), HttpStatusCode.Unauthorized, "not authentic");
        using var taken = await shop.PostAsync("/webhooks/payments", Body, Shop.Sign(Encoding.UTF8.GetBytes(Body)));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        var result = await shop.Client.GetWorkflowHandle("order hooked").GetResultAsync<string>()
            .WaitAsync(WaitLimit, Token);
        Assert.Equal("hooked paid 5", result);
    }

    [Theory]
    [InlineData("hmac", "Signature", "{0}")]
    [InlineData("github", "X-Hub-Signature-256", "sha256={0}")]
    [InlineData("stripe", "Stripe-Signature", "t={1},v1={2}")]
    public async Task A_webhook_is_taken_with_its_signature_only(string name, string header, string form)
    {
        await StartAsync(name);
        var body = $$"""{"orderId":"{{name}}","isPaid":true}""";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string Sign(string signed) => string.Format(
            CultureInfo.InvariantCulture,
            form,
            Shop.Sign(Encoding.UTF8.GetBytes(signed)),
            now,
            Shop.Sign(Encoding.UTF8.GetBytes($"{now}.{signed}")));

        foreach (var wrong in (string?[])[null, "forged", Sign("another")])
        {
            await AssertProblemAsync(
                shop.PostAsync($"/webhooks/{name}", body, wrong, header), HttpStatusCode.Unauthorized, "not authentic");
        }

        using var taken = await shop.PostAsync($"/webhooks/{name}", body, Sign(body), header);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Fact]
    public async Task A_workflow_that_runs_already_is_a_conflict_that_names_it()
    {
        await StartAsync("twice");
        var problem = await AssertProblemAsync(
            shop.PostAsync("/orders", """{"id":"twice","amount":5}"""),
            HttpStatusCode.Conflict,
            "The workflow order twice is started already.");
        Assert.Equal("order twice", problem.GetProperty("workflowId").GetString());
        Assert.NotEmpty(problem.GetProperty("runId").GetString()!);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("other")]
    public async Task A_workflow_that_does_not_exist_or_is_of_another_type_is_not_found(string id)
    {
        await shop.Client.StartWorkflowAsync(
            OtherWorkflowCalls.Run(),
            new("other", "orders") { IdConflictPolicy = Cairn.Api.Enums.V1.WorkflowIdConflictPolicy.UseExisting });
        await AssertProblemAsync(
            shop.Http.GetAsync(new Uri($"/orders/{id}", UriKind.Relative), Token),
            HttpStatusCode.NotFound,
            "not found");
        await AssertProblemAsync(
            shop.PostAsync($"/orders/{id}/payment", """{"orderId":"x","isPaid":true}"""),
            HttpStatusCode.NotFound,
            "not found");
        await AssertProblemAsync(
            shop.PostAsync($"/orders/{id}/change", "2"), HttpStatusCode.NotFound, "not found");
    }

    [Theory]
    [InlineData("""{"id":"bad","amount":"five"}""", "amount", "amount: The JSON value could not be converted")]
    [InlineData("""{"id":"bad","amount":""", "amount", "amount: ")]
    [InlineData("null", null, "The body is null")]
    [InlineData("", null, "The input does not contain any JSON tokens")]
    [InlineData("[]", null, "The JSON value could not be converted")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request_that_names_the_member(
        string body, string? member, string why)
    {
        var problem = await AssertProblemAsync(shop.PostAsync("/orders", body), HttpStatusCode.BadRequest, why);
        if (member is null)
        {
            Assert.False(problem.TryGetProperty("errors", out _));
        }
        else
        {
            Assert.Equal([member], problem.GetProperty("errors").EnumerateObject().Select(each => each.Name));
        }
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_refused_by_its_type()
    {
        using var text = new StringContent("id=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        await AssertProblemAsync(
            shop.Http.PostAsync("/orders", text, Token),
            HttpStatusCode.UnsupportedMediaType,
            "must be application/json");
    }

    [Fact]
    public async Task An_endpoint_of_ones_own_answers_the_same_problems()
    {
        await StartAsync("own");
        Assert.Equal(
            "OrderWorkflow", await shop.Http.GetStringAsync(new Uri("/own/order own", UriKind.Relative), Token));
        await AssertProblemAsync(
            shop.Http.GetAsync(new Uri("/own/nobody", UriKind.Relative), Token), HttpStatusCode.NotFound, "not found");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(Token);

    private static async Task<JsonElement> AssertProblemAsync(
        Task<HttpResponseMessage> call, HttpStatusCode status, string detail)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem;
    }

    private async Task StartAsync(string id)
    {
        using var started = await shop.PostAsync("/orders", $$"""{"id":"{{id}}","amount":5}""");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
    }

    private Task<JsonElement> StatusAsync(Uri url) => shop.Http.GetFromJsonAsync<JsonElement>(url, Token);
}
