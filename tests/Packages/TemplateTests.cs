using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cairn.Tests.Packages;

/// <summary>Programs that <c>dotnet new</c> makes of the packed templates, built against the packed packages.</summary>
[Collection(PackedFeedCollection.Name)]
public sealed class TemplateTests(PackedFeed feed)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_templates_ask_for_packages_of_their_own_version()
    {
        var package = feed.Open("Cairn.Templates");
        foreach (var name in new[] { "cairn-worker", "cairn-web", "cairn-test" })
        {
            var text = package.Read($"content/{name}/.template.config/template.json");
            var version = JsonDocument.Parse(text).RootElement.GetProperty("symbols").GetProperty("cairnVersion");
            Assert.Equal(Repository.Version, version.GetProperty("defaultValue").GetString());
        }
    }

    [Fact]
    public async Task A_web_application_starts_orders_takes_payments_and_keeps_both_when_it_is_restarted()
    {
        var folder = await MakeAsync("cairn-web", "Shop");
        Assert.Contains(
            "POST {{host}}/orders", await File.ReadAllTextAsync(Path.Combine(folder, "Shop.http"), Token),
            StringComparison.Ordinal);
        Uri status;
        await using (var shop = new RunningProgram(folder, "dotnet", "out/Shop.dll", "--urls", "http://127.0.0.1:0"))
        {
            using var http = new HttpClient { BaseAddress = new(await shop.SeeAsync("Now listening on: ")) };
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri("health", UriKind.Relative), Token));
            using var started = await http.PostAsJsonAsync(
                "orders", new { id = "7", item = "chair", price = 49.9 }, Token);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            status = started.Headers.Location!;
            Assert.Equal("Running", await StatusAsync(http, status));
            Assert.Equal(0, await shop.EndAsync());
        }

        await using (var shop = new RunningProgram(folder, "dotnet", "out/Shop.dll", "--urls", "http://127.0.0.1:0"))
        {
            using var http = new HttpClient { BaseAddress = new(await shop.SeeAsync("Now listening on: ")) };
            using var paid = await http.PostAsJsonAsync(
                "webhooks/payments", new { orderId = "7", reference = "p-1" }, Token);
            Assert.Equal(HttpStatusCode.Accepted, paid.StatusCode);
            while (await StatusAsync(http, status) == "Running")
            {
                await Task.Delay(50, Token);
            }

            var order = await http.GetFromJsonAsync<JsonElement>(status, Token);
            Assert.Equal("shipped chair", order.GetProperty("result").GetString());
            Assert.Equal(0, await shop.EndAsync());
        }
    }

    [Fact]
    public async Task A_worker_runs_its_workflow_on_the_server_of_the_tool()
    {
        var folder = await MakeAsync("cairn-worker", "Greetings");
        await Dotnet.RunAsync(
            folder, "tool", "install", "Cairn.Cli", "--version", Repository.Version, "--tool-path", "tools");
        await using var server = new RunningProgram(
            folder, Path.Combine(folder, "tools/cairn"), "server", "start-dev", "--port", "0");
        var target = (await server.SeeAsync("Server: ")).Trim();
        await using var worker = new RunningProgram(
            folder, "dotnet", "out/Greetings.dll", $"--Cairn:Client:TargetHost={target}");
        await worker.SeeAsync("Hello, Ada!");
        Assert.Equal(0, await worker.EndAsync());
        await server.EndAsync();
    }

    [Fact]
    public async Task Tests_skip_a_month()
    {
        var folder = await MakeAsync("cairn-test", "Reminders");
        var run = await Dotnet.RunAsync(folder, "out/Reminders.dll");
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", run, StringComparison.Ordinal);
    }

    private static async Task<string?> StatusAsync(HttpClient http, Uri status) =>
        (await http.GetFromJsonAsync<JsonElement>(status, Token)).GetProperty("status").GetString();

    // In a hive of its own, so that the templates of this machine's user stay as they are.
    private async Task<string> MakeAsync(string template, string name)
    {
        var folder = feed.Stranger(template);
        var hive = Path.Combine(folder, "hive");
        var package = Path.Combine(feed.Folder, $"Cairn.Templates.{Repository.Version}.nupkg");
        await Dotnet.RunAsync(folder, "new", "install", package, "--debug:custom-hive", hive);
        await Dotnet.RunAsync(folder, "new", template, "-n", name, "-o", name, "--debug:custom-hive", hive);
        var program = Path.Combine(folder, name);
        var build = await Dotnet.RunAsync(program, "build", "--nologo", "-o", "out");
        Assert.True(build.Contains("0 Warning(s)", StringComparison.Ordinal), build);
        return program;
    }
}
