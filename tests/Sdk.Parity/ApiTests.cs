using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>
/// The public API of Temporal's SDK beside ours: what differs stands in <c>api-gap.tsv</c>. The last column of a row is
/// its reason: the first cell of the row of <c>docs/migrating-from-temporal.md</c> that tells it.
/// </summary>
public sealed class ApiTests
{
    private const string GapFile = "api-gap.tsv", GuideFile = "migrating-from-temporal.md";
    // Where hosts look for extension methods.
    private const string Extended = "Microsoft.Extensions.DependencyInjection";

    private const string Rewrite = "CAIRN_REWRITE_API_GAP";

    [Fact]
    public void What_our_API_lacks_or_has_otherwise_is_listed()
    {
        var gap = ApiGap.Of(Types("Temporalio"), Types("Cairn")).Order(StringComparer.Ordinal).ToList();
        var reasons = Listed();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            File.WriteAllLines(
                Path.Combine(SourceFolder(), GapFile),
                gap.Select(line => $"{line}\t{reasons.GetValueOrDefault(line)}"));
            return;
        }

        Report(
            $"{GapFile} is out of date. {Rewrite}=1 writes it; review it, and give new rows their reason.",
            gap.Except(reasons.Keys).Select(line => $"not in the list: {line}")
                .Concat(reasons.Keys.Except(gap).Select(line => $"no longer a difference: {line}")));
    }

    [Fact]
    public void The_reason_of_each_difference_stands_in_the_guide_for_those_who_come_from_Temporal()
    {
        var told = ReasonsOfGuide();
        var given = Listed();
        Report(
            $"{GapFile} and docs/{GuideFile} do not fit.",
            given.Where(row => !told.Contains(row.Value)).Select(row => $"not in the guide: {row.Key}\t{row.Value}")
                .Concat(told.Except(given.Values).Select(reason => $"without a difference: {reason}")));
    }

    private static void Report(string what, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all.Prepend(what)));
    }

    // The reason of each row by the rest of it.
    private static Dictionary<string, string> Listed() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, GapFile))
        .ToDictionary(line => line[..line.LastIndexOf('\t')], line => line[(line.LastIndexOf('\t') + 1)..]);

    // The first cells of the tables whose head says that they are about the API.
    private static HashSet<string> ReasonsOfGuide()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, GuideFile));
        return
        [
            .. lines.Select((line, place) => (line, place))
                .Where(row => row.line.StartsWith("| API |", StringComparison.Ordinal))
                .SelectMany(head => lines.Skip(head.place + 2).TakeWhile(line => line.StartsWith('|')))
                .Select(line => line.Split('|')[1].Trim()),
        ];
    }

    // Whatever of either SDK lies beside these tests, without what is generated from the wire contract.
    private static List<Type> Types(string product) =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, $"{product}*.dll")
            .Where(file => !Path.GetFileName(file).StartsWith("Cairn.Tests.", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Namespace is { } space
                && (space.StartsWith(product, StringComparison.Ordinal) || space == Extended)
                && !space.StartsWith($"{product}.Api", StringComparison.Ordinal)
                && !space.StartsWith($"{product}.Bridge", StringComparison.Ordinal)),
    ];

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
