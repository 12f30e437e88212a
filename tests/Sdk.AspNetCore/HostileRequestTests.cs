using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>Requests that no well-meant client makes: odd ids, bodies of all sorts, wrong methods.</summary>
public sealed class HostileRequestTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a/b%20c?#&'\"<script>")]
    [InlineData("100%2F")]
    [InlineData("%2f and %2F and / and %252F")]
    [InlineData("%")]
    [InlineData("a+b ;,=:@!$()*")]
    [InlineData("Grüße 日本 🚚")]
    [InlineData("\\ | ^ ` { } ~ [ ]")]
    [InlineData("line\nbreak\ttab")]
    [InlineData(" spaces ")]
    public async Task An_id_of_any_characters_is_named_by_its_status_url(string id)
    {
        using var started = await shop.PostAsync("/orders", JsonSerializer.Serialize(new { id, amount = 5 }));
        var text = await started.Content.ReadAsStringAsync(Token);
        Assert.True(started.StatusCode == HttpStatusCode.Accepted, text);
        var url = started.Headers.Location!.OriginalString;
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);

        var status = await shop.Http.GetFromJsonAsync<JsonElement>(new Uri(url, UriKind.Relative), Token);
        Assert.Equal($"order {id}", status.GetProperty("workflowId").GetString());
        using var paid = await shop.PostAsync($"{url}/payment", """{"orderId":"x","isPaid":true}""");
        Assert.Equal(HttpStatusCode.Accepted, paid.StatusCode);
        await shop.Client.GetWorkflowHandle($"order {id}").GetResultAsync().WaitAsync(WaitLimit, Token);
    }

    [Fact]
    public async Task Ids_that_differ_only_by_their_escapes_are_different_workflows()
    {
        foreach (var id in new[] { "x/y", "x%2Fy", "x%252Fy" })
        {
            using var started = await shop.PostAsync("/orders", $$"""{"id":"{{id}}","amount":5}""");
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            var status = await shop.Http.GetFromJsonAsync<JsonElement>(started.Headers.Location, Token);
            Assert.Equal($"order {id}", status.GetProperty("workflowId").GetString());
        }
    }

    [Theory]
    [InlineData("""{"amount":5}""")]
    [InlineData("""{"id":"","amount":5}""")]
    [InlineData("""{"id":null,"amount":5}""")]
    public async Task An_id_that_is_missing_is_a_bad_request(string body) => await AssertProblemAsync(
        shop.PostAsync("/plain", body), HttpStatusCode.BadRequest, "id");

    [Fact]
    public async Task An_id_that_is_too_long_is_a_bad_request() => await AssertProblemAsync(
        shop.PostAsync("/orders", $$"""{"id":"{{new string('x', 1001)}}","amount":5}"""),
        HttpStatusCode.BadRequest,
        "exceeds maximum allowed length");

    [Theory]
    [InlineData("id=1", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("<a/>", "application/xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{\"id\":\"t\"}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("<a/>", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("\"text\"", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"\ud800","amount":1}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"u","amount":99999999999}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":{"a":[1]},"amount":1}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"u","amount":1}{}""", "application/json", HttpStatusCode.BadRequest)]
    public async Task A_body_of_any_sort_is_a_problem_without_a_stack(string body, string type, HttpStatusCode status)
    {
        foreach (var path in new[] { "/orders", "/webhooks/open" })
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            await AssertProblemAsync(shop.Http.PostAsync(path, content, Token), status, string.Empty);
        }
    }

    [Fact]
    public async Task A_body_without_a_type_or_of_bytes_is_a_problem()
    {
        using var untyped = new ByteArrayContent("{}"u8.ToArray());
        await AssertProblemAsync(
            shop.Http.PostAsync("/orders", untyped, Token), HttpStatusCode.UnsupportedMediaType, "application/json");
        using var bytes = new ByteArrayContent([0xFF, 0xFE, 0x00, 0x80]);
        bytes.Headers.ContentType = new("application/json");
        await AssertProblemAsync(
            shop.Http.PostAsync("/orders", bytes, Token), HttpStatusCode.BadRequest, string.Empty);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public async Task A_body_that_is_too_large_is_refused_as_such(int megabytes)
    {
        // The client waits for the answer before it sends what the server does not take.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = WaitLimit })
        {
            BaseAddress = shop.Http.BaseAddress,
        };
        http.DefaultRequestHeaders.ExpectContinue = true;
        var big = $$"""{"id":"{{new string('x', megabytes << 20)}}","amount":5}""";
        using var content = new StringContent(big, Encoding.UTF8, "application/json");
        await AssertProblemAsync(
            http.PostAsync("/notes", content, Token), HttpStatusCode.RequestEntityTooLarge, "too large|larger than");
    }

    [Fact]
    public async Task A_wrong_method_and_a_wrong_path_are_refused()
    {
        using var put = await shop.Http.PutAsync("/orders", null, Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        using var get = await shop.Http.GetAsync(new Uri("/webhooks/open", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        using var delete = await shop.Http.DeleteAsync(new Uri("/orders/x", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, delete.StatusCode);
    }

    [Fact]
    public async Task A_start_that_its_caller_leaves_can_be_repeated()
    {
        using var leaving = new CancellationTokenSource();
        var slow = new Slow();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = slow };
        var call = shop.Http.SendAsync(request, leaving.Token);
        await slow.Begun.Task.WaitAsync(WaitLimit, Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        using var again = await shop.PostAsync("/orders", """{"id":"left","amount":5}""");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.DoesNotContain(shop.Errors, line => line.Contains("unhandled exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_the_program_refuses_is_answered_in_its_words()
    {
        await AssertProblemAsync(
            shop.PostAsync("/picky", """{"id":"p","amount":0}"""),
            HttpStatusCode.BadRequest,
            "^The amount must be at least 1, not 0.$");
        using var first = await shop.PostAsync("/picky", """{"id":"p","amount":1}""");
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
    }

    [Fact]
    public async Task A_start_that_may_join_a_running_workflow_gives_the_same_answer_twice()
    {
        using var first = await shop.PostAsync("/joined", """{"id":"j","amount":5}""");
        using var second = await shop.PostAsync("/joined", """{"id":"j","amount":5}""");
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal(
            await first.Content.ReadAsStringAsync(Token), await second.Content.ReadAsStringAsync(Token));
    }

    private static async Task AssertProblemAsync(
        Task<HttpResponseMessage> call, HttpStatusCode status, string detail)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.Matches(detail, JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
    }

    /// <summary>A body that begins and never ends.</summary>
    private sealed class Slow : HttpContent
    {
        public Slow() => Headers.ContentType = new("application/json");

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync("{\"id\":\"left\""u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            Begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
