using System.Diagnostics.Metrics;
using System.Net;
using Cairn.Runtime;
using Cairn.Server.Metrics;
using Cairn.Storage;

namespace Cairn.Tests.Server;

/// <summary>The page of metrics, with meters that a test makes.</summary>
public sealed class MetricsPageTests
{
    [Fact]
    public async Task What_is_no_text_is_replaced_and_values_that_look_the_same_are_one_series()
    {
        await using var page = await MetricsPage.StartAsync(new());
        using var meter = new Meter("Cairn.Tests.Odd");
        var counter = meter.CreateCounter<long>("odd.name", description: "a \\ and\na line");
        counter.Add(1, new("label-1", "a\ud800"), new("2", null));
        counter.Add(2, new("label-1", "a\ud801"), new("2", null));

        var lines = await ReadAsync(page, "odd_name");
        Assert.Equal(
            ["# HELP odd_name a \\\\ and\\na line", "# TYPE odd_name counter",
                "odd_name{label_1=\"a\ufffd\",_2=\"\"} 3"],
            lines);
    }

    [Fact]
    public async Task A_histogram_has_the_bounds_that_it_asks_for()
    {
        await using var page = await MetricsPage.StartAsync(new());
        using var meter = new Meter("Cairn.Tests.Bounds");
        var histogram = meter.CreateHistogram<long>(
            "bounded", null, "x", null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10] });
        foreach (var value in (long[])[0, 1, 2, 10, 11])
        {
            histogram.Record(value);
        }

        Assert.Equal(
            ["# HELP bounded x", "# TYPE bounded histogram", "bounded_bucket{le=\"1\"} 2",
                "bounded_bucket{le=\"10\"} 4", "bounded_bucket{le=\"+Inf\"} 5", "bounded_sum 24", "bounded_count 5"],
            await ReadAsync(page, "bounded"));
    }

    [Fact]
    public async Task Observed_series_go_when_they_are_observed_no_more_and_counters_stay()
    {
        await using var page = await MetricsPage.StartAsync(new());
        using var meter = new Meter("Cairn.Tests.Observed");
        Measurement<long>[] now = [new(1, new KeyValuePair<string, object?>("a", "1"))];
        meter.CreateObservableGauge("observed_gauge", () => now);
        using var another = new Meter("Cairn.Tests.Observed");
        another.CreateObservableGauge("observed_gauge", () => now);
        var counter = meter.CreateCounter<long>("kept_counter");
        counter.Add(2);

        Assert.Contains("observed_gauge{a=\"1\"} 2", await ReadAsync(page, "observed_gauge"));
        now = [];
        Assert.DoesNotContain("observed_gauge{a=\"1\"} 2", await ReadAsync(page, "observed_gauge"));
        Assert.Contains("kept_counter 2", await ReadAsync(page, "kept_counter"));
        counter.Add(1);
        Assert.Contains("kept_counter 3", await ReadAsync(page, "kept_counter"));
    }

    [Fact]
    public async Task A_guarded_page_is_for_readers_of_the_whole_server()
    {
        await using var node = await Node.StartAsync(
            new MemoryStore(), cancellationToken: TestContext.Current.CancellationToken);
        await using var page = await MetricsPage.StartAsync(new() { IsGuarded = true });
        var access = node.AccessService;
        var reader = await access.CreateApiKeyAsync(new() { Name = "r", Permissions = { "*:reader" } });
        var other = await access.CreateApiKeyAsync(new() { Name = "o", Permissions = { "orders:admin", "*:worker" } });
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(page, reader.Text));

        page.Admit(new() { Keys = node.ApiKeys, Service = access });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(page, reader.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(page, other.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(page, null));
    }

    private static async Task<HttpStatusCode> StatusAsync(MetricsPage page, string? key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{page.EndPoint}/metrics");
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<IEnumerable<string>> ReadAsync(MetricsPage page, string metric)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(
            new Uri($"http://{page.EndPoint}/metrics"), TestContext.Current.CancellationToken);
        return text.Split('\n').Where(line => line.Contains(metric, StringComparison.Ordinal));
    }
}
