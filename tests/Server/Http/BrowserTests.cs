using Cairn.Server;

namespace Cairn.Tests.Server.Http;

/// <summary>What pages in a browser may do.</summary>
public sealed class BrowserTests
{
    private const string Url = "/api/v1/system-info";

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Pages_of_other_sites_are_refused(string name, string value)
    {
        await using var server = await OpenHttp.OfEngineAsync();

        var refused = await server.GetAsync(Url, (name, value));

        Assert.Equal((403, 7), (refused.Status, refused.Json.GetProperty("code").GetInt32()));
        Assert.DoesNotContain("Access-Control-Allow-Origin", refused.Headers.Keys);
    }

    [Fact]
    public async Task A_page_under_a_name_that_leads_here_is_refused()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        var host = $"evil.example:{server.EndPoint.Port}";

        var rebound = await server.GetAsync(Url, ("Host", host), ("Origin", $"http://{host}"));
        var read = await server.GetAsync(Url, ("Host", host), ("Sec-Fetch-Site", "same-origin"));

        var bare = await server.GetAsync(Url, ("Host", host));

        Assert.Equal((403, 403, 403), (rebound.Status, read.Status, bare.Status));
    }

    [Fact]
    public async Task A_person_at_the_address_bar_a_page_of_this_server_and_programs_are_served()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        var own = $"http://localhost:{server.EndPoint.Port}";

        Assert.Equal(200, (await server.GetAsync(Url)).Status);
        Assert.Equal(200, (await server.GetAsync(Url, ("Sec-Fetch-Site", "none"))).Status);
        Assert.Equal(200, (await server.GetAsync(
            Url, ("Host", own["http://".Length..]), ("Origin", own), ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task An_origin_that_is_allowed_may_call_and_another_one_may_not()
    {
        await using var server = await OpenHttp.OfEngineAsync(
            new() { Port = 0, CorsOrigins = ["https://ops.example.com"] });
        (string, string)[] preflight =
            [("Origin", "https://ops.example.com"), ("Access-Control-Request-Method", "DELETE"),
                ("Access-Control-Request-Headers", "authorization,grpc-timeout")];

        var asked = await server.SendAsync("OPTIONS", Url, null, preflight);
        Assert.Equal(204, asked.Status);
        Assert.Equal("https://ops.example.com", asked.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("DELETE", asked.Headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
        Assert.Contains("grpc-timeout", asked.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
        var called = await server.GetAsync(
            Url, ("Origin", "https://ops.example.com"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((200, "https://ops.example.com"), (called.Status, called.Headers["Access-Control-Allow-Origin"]));

        var other = await server.SendAsync(
            "OPTIONS", Url, null, [("Origin", "https://evil.example"), .. preflight[1..]]);
        Assert.DoesNotContain("Access-Control-Allow-Origin", other.Headers.Keys);
        Assert.Equal(403, (await server.GetAsync(Url, ("Origin", "https://evil.example"))).Status);
    }

    [Fact]
    public async Task Every_origin_can_be_allowed()
    {
        await using var server = await OpenHttp.OfEngineAsync(new() { Port = 0, CorsOrigins = ["*"] });

        var called = await server.GetAsync(Url, ("Origin", "https://any.example"));

        Assert.Equal((200, "*"), (called.Status, called.Headers["Access-Control-Allow-Origin"]));
    }

    [Theory]
    [InlineData("https://ops.example.com/")]
    [InlineData("ops.example.com")]
    [InlineData("ftp://ops.example.com")]
    [InlineData("")]
    public void What_is_no_origin_is_refused(string origin) => Assert.False(HttpApiOptions.IsOrigin(origin));
}
