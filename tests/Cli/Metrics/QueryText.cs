using System.Text.RegularExpressions;

namespace Cairn.Tests.Cli.Metrics;

/// <summary>The metrics and labels that a query of Prometheus names.</summary>
internal sealed partial class QueryText
{
    private static readonly HashSet<string> Words =
    [
        "sum", "max", "min", "avg", "count", "by", "without", "on", "ignoring", "group_left", "group_right", "and",
        "or", "unless", "rate", "increase", "histogram_quantile", "label_values", "bool", "offset",
    ];

    // What Prometheus itself adds.
    private static readonly HashSet<string> Foreign = ["job", "instance", "le"];

    public QueryText(string query)
    {
        foreach (Match selector in Selector().Matches(query))
        {
            Selectors.Add((selector.Groups["name"].Value, [.. Label().Matches(selector.Groups["labels"].Value)
                .Select(label => label.Groups[1].Value).Where(IsOwn)]));
        }

        foreach (Match grouping in Grouping().Matches(query))
        {
            Groupings.UnionWith(grouping.Groups[1].Value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(IsOwn));
        }

        var rest = Grouping().Replace(Braces().Replace(query, " "), " ");
        Metrics = [.. Name().Matches(Range().Replace(rest, " ")).Select(name => name.Value)
            .Where(name => !Words.Contains(name) && name != "up")];
    }

    /// <summary>The metrics.</summary>
    public HashSet<string> Metrics { get; }

    /// <summary>The labels that metrics are selected by.</summary>
    public List<(string Metric, string[] Labels)> Selectors { get; } = [];

    /// <summary>The labels that are grouped by.</summary>
    public HashSet<string> Groupings { get; } = [];

    private static bool IsOwn(string label) => !Foreign.Contains(label);

    [GeneratedRegex("""(?<name>[a-z]\w*)\{(?<labels>[^}]*)\}""")]
    private static partial Regex Selector();

    [GeneratedRegex("""(\w+)\s*(=~|!~|!=|=)""")]
    private static partial Regex Label();

    [GeneratedRegex("""\b(?:by|without|on|ignoring)\s*\(([^)]*)\)""")]
    private static partial Regex Grouping();

    [GeneratedRegex("""\{[^}]*\}""")]
    private static partial Regex Braces();

    [GeneratedRegex("""\[[^\]]*\]""")]
    private static partial Regex Range();

    [GeneratedRegex("""(?<![\w$.])[a-z_]\w*""")]
    private static partial Regex Name();
}
