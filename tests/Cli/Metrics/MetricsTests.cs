using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cairn.Tests.Cli.Metrics;

/// <summary>The metrics and traces of a real server, and the pages and files that name them.</summary>
public sealed partial class MetricsTests : IDisposable
{
    private static readonly string Root = Path.GetFullPath(typeof(MetricsTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Root").Value!);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn");

    private string Database => Path.Combine(folder.FullName, "cairn.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Dashboard_alerts_and_page_name_what_a_server_serves_after_a_short_workload()
    {
        using var server = StartServer();
        using var connection = await server.ConnectAsync();
        var page = new Uri(await server.SaidAsync("Metrics: "));
        await new Workload(connection.WorkflowService).RunAsync();
        var served = await ScrapedPage.WaitAsync(page, read => Queries().SelectMany(query => query.Metrics)
            .Where(metric => !read.HasSeries(read.MetricOf(metric))));

        foreach (var query in Queries())
        {
            Assert.All(query.Metrics, metric => Assert.Contains(served.MetricOf(metric), served.Types.Keys));
            Assert.All(query.Selectors, selector => Assert.Subset(
                served.LabelsOf(served.MetricOf(selector.Metric)).ToHashSet(), selector.Labels.ToHashSet()));
            Assert.Subset(
                query.Metrics.SelectMany(metric => served.LabelsOf(served.MetricOf(metric))).ToHashSet(),
                query.Groupings);
        }

        var listed = Listed();
        Assert.Equal(served.Types.Keys.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (metric, (kind, labels)) in listed)
        {
            Assert.Equal((metric, served.Types[metric]), (metric, kind));
            if (served.HasSeries(metric))
            {
                Assert.Equal(
                    $"{metric}: {string.Join(", ", served.LabelsOf(metric).Order(StringComparer.Ordinal))}",
                    $"{metric}: {string.Join(", ", labels.Order(StringComparer.Ordinal))}");
            }
        }
    }

    [Fact]
    public void Every_alert_says_what_to_do_and_leads_to_the_page()
    {
        var alerts = File.ReadAllText(Path.Combine(Root, "deploy/prometheus/alerts.yml")).Split("- alert: ")[1..];
        var page = File.ReadAllText(Path.Combine(Root, "docs/metrics.md"));
        Assert.All(alerts, alert =>
        {
            Assert.Matches("\n          summary: .+", alert);
            Assert.Matches("\n          action: .+", alert);
            var word = Regex.Match(alert, "page: ([a-z-]+) }").Groups[1].Value;
            Assert.Contains($"- **{word}**:", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_is_pending_is_served_truthfully_after_a_kill()
    {
        const string Open = """cairn_open_workflows{namespace="default",workflowType="open",taskqueue="open"}""";
        const string Waiting =
            """approximate_backlog_count{namespace="default",taskqueue="open",task_type="Workflow"}""";
        using (var first = StartServer())
        {
            using var connection = await first.ConnectAsync();
            var workload = new Workload(connection.WorkflowService);
            await workload.StartAsync("open");
            await workload.StartAsync("open", start => start.WorkflowId = "another");
            first.Kill();
            await first.EndAsync();
        }

        using var second = StartServer();
        await second.ReadyAsync();
        var page = new Uri(await second.SaidAsync("Metrics: "));
        var served = await ScrapedPage.WaitAsync(page, read => read.Values.ContainsKey(Open) ? [] : [Open]);
        Assert.Equal((2, 2), (served.Values[Open], served.Values[Waiting]));
    }

    [Fact]
    public async Task Names_with_odd_characters_are_escaped_and_two_readers_get_the_whole_page()
    {
        using var server = StartServer();
        using var connection = await server.ConnectAsync();
        var page = new Uri(await server.SaidAsync("Metrics: "));
        await new Workload(connection.WorkflowService).StartAsync("a\"b\\c\nd{e},☃");

        // One reader that reads nothing holds up no other.
        using var slow = new TcpClient(page.Host, page.Port);
        await slow.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"), TestContext.Current.CancellationToken);
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ScrapedPage.GetAsync(page)));
        const string Odd = """a\"b\\c\nd{e},☃""";
        Assert.All(pages, read => Assert.Equal(1, read.Values[
            $$"""cairn_workflows_started_total{namespace="default",workflowType="{{Odd}}",taskqueue="{{Odd}}"}"""]));
    }

    [Fact]
    public async Task Labels_beyond_the_limit_are_other()
    {
        using var server = StartServer("--metric-label-limit", "1");
        using var connection = await server.ConnectAsync();
        var page = new Uri(await server.SaidAsync("Metrics: "));
        await new Workload(connection.WorkflowService).StartAsync("first");
        await new Workload(connection.WorkflowService).StartAsync("second");
        var served = await ScrapedPage.GetAsync(page);
        Assert.Equal(1, served.Values[
            """cairn_workflows_started_total{namespace="other",workflowType="other",taskqueue="other"}"""]);
        await server.TerminateAsync();
        var (_, errors) = await server.EndAsync();
        Assert.Contains("--metric-label-limit", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_is_said_once_and_stops_nothing()
    {
        using var server = ServerProcess.Start(
            ["server", "start-dev", "--port", "0", "--otlp-endpoint", "http://127.0.0.1:1"],
            variables: new Dictionary<string, string> { ["OTEL_METRIC_EXPORT_INTERVAL"] = "100" });
        using var connection = await server.ConnectAsync();

        Assert.Contains(
            "Metrics and traces do not reach their collector; the server goes on without: ",
            await server.ErrorLineAsync(),
            StringComparison.Ordinal);
        Assert.True(await connection.CheckHealthAsync());
    }

    [Theory]
    [InlineData(
        "http/protobuf", HttpProtocols.Http1, "/v1/metrics", "/v1/traces")]
    [InlineData(
        "grpc",
        HttpProtocols.Http2,
        "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    public async Task Metrics_and_spans_reach_a_collector(
        string protocol, HttpProtocols protocols, string metrics, string traces)
    {
        await using var receiver = await OtlpReceiver.StartAsync(protocols);
        using var server = ServerProcess.Start(
            ["server", "start-dev", "--port", "0", "--otlp-endpoint", receiver.Address],
            variables: new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol });
        using (var connection = await server.ConnectAsync())
        {
            await new Workload(connection.WorkflowService).StartAsync("seen");
        }

        await server.TerminateAsync();
        await server.EndAsync();
        Assert.Contains("cairn_workflows_started_total", receiver.Text(metrics), StringComparison.Ordinal);
        Assert.Contains("seen", receiver.Text(metrics), StringComparison.Ordinal);
        Assert.Contains(
            "temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution",
            receiver.Text(traces),
            StringComparison.Ordinal);
    }

    private ServerProcess StartServer(params string[] options) => ServerProcess.StartDev(
        ["--db-filename", Database, "--port", "0", "--metrics-port", "0", .. options]);

    /// <summary>All queries of the dashboard and of the alerts.</summary>
    private static QueryText[] Queries()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "deploy/grafana/cairn.json")))!;
        var panels = dashboard["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => (string)target!["expr"]!);
        var variables = dashboard["templating"]!["list"]!.AsArray()
            .Select(variable => (string?)variable!["definition"])
            .OfType<string>()
            .Select(query => Regex.Replace(query, @"label_values\((\w+), (\w+)\)", "sum by ($2) ($1)"));
        var alerts = File.ReadAllLines(Path.Combine(Root, "deploy/prometheus/alerts.yml"))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("expr: ", StringComparison.Ordinal))
            .Select(line => line["expr: ".Length..]);
        return [.. panels.Concat(variables).Concat(alerts).Select(query => new QueryText(query))];
    }

    /// <summary>The metrics of the page in docs, with their kinds and labels.</summary>
    private static Dictionary<string, (string Kind, string[] Labels)> Listed() =>
        File.ReadAllLines(Path.Combine(Root, "docs/metrics.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .ToDictionary(
                row => row.Groups[1].Value,
                row => (row.Groups[2].Value, row.Groups[3].Value.Split(
                    ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    [GeneratedRegex("""^\| `(\w+)` \| (\w+) \| [^|]+ \|([^|]*)\|""")]
    private static partial Regex Row();
}
