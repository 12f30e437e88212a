using System.Globalization;
using System.Text.RegularExpressions;

namespace Cairn.Tests.Cli.Metrics;

/// <summary>A page of metrics, read as strictly as Prometheus reads it.</summary>
internal sealed partial class ScrapedPage
{
    private readonly Dictionary<string, string> types = [];
    private readonly Dictionary<string, double> values = [];
    private readonly Dictionary<string, HashSet<string>> labels = [];

    private ScrapedPage(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Type().Match(line) is { Success: true } type)
            {
                Assert.True(types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), line);
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                Read(line);
            }
        }
    }

    /// <summary>The kinds of all metrics.</summary>
    public IReadOnlyDictionary<string, string> Types => types;

    /// <summary>The values of all series, by name and labels.</summary>
    public IReadOnlyDictionary<string, double> Values => values;

    /// <summary>The labels of a metric that its series have; none if it has no series.</summary>
    public IReadOnlySet<string> LabelsOf(string metric) => labels.GetValueOrDefault(metric, []);

    /// <summary>Whether a metric has a series.</summary>
    public bool HasSeries(string metric) => labels.ContainsKey(metric);

    /// <summary>The metric of a name in a query: histograms have three.</summary>
    public string MetricOf(string name) =>
        Part().Match(name) is { Success: true } part && types.GetValueOrDefault(part.Groups[1].Value) == "histogram"
            ? part.Groups[1].Value
            : name;

    public static async Task<ScrapedPage> GetAsync(Uri page)
    {
        using var http = new HttpClient();
        return new ScrapedPage(await http.GetStringAsync(page, TestContext.Current.CancellationToken));
    }

    /// <summary>Reads the page until nothing that a test waits for is missing.</summary>
    public static async Task<ScrapedPage> WaitAsync(Uri page, Func<ScrapedPage, IEnumerable<string>> missing)
    {
        var deadline = DateTime.UtcNow.AddSeconds(50);
        while (true)
        {
            var read = await GetAsync(page);
            var left = missing(read).Distinct().ToList();
            if (left.Count == 0)
            {
                return read;
            }

            Assert.True(DateTime.UtcNow < deadline, $"Not served: {string.Join(", ", left)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private void Read(string line)
    {
        var series = Series().Match(line);
        Assert.True(series.Success, line);
        var metric = MetricOf(series.Groups["name"].Value);
        Assert.True(types.ContainsKey(metric), $"{line} has no type");
        var key = $"{series.Groups["name"].Value}{series.Groups["labels"].Value}";
        Assert.True(
            values.TryAdd(key, double.Parse(series.Groups["value"].Value, CultureInfo.InvariantCulture)), line);
        if (!labels.TryGetValue(metric, out var known))
        {
            labels[metric] = known = [];
        }

        known.UnionWith(series.Groups["label"].Captures.Select(label => label.Value).Where(label => label != "le"));
    }

    [GeneratedRegex("^# TYPE ([a-zA-Z_]\\w*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("^(.*)_(bucket|sum|count)$")]
    private static partial Regex Part();

    private const string Label = """(?<label>[a-zA-Z_]\w*)="([^"\\\n]|\\["\\n])*\x22""";

    [GeneratedRegex($$"""^(?<name>[a-zA-Z_]\w*)(?<labels>\{{{Label}}(,{{Label}})*\})? (?<value>\S+)$""")]
    private static partial Regex Series();
}
