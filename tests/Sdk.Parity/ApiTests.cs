using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>The public API of Temporal's SDK beside ours: what differs stands in <c>api-gap.tsv</c>.</summary>
public sealed class ApiTests
{
    private const string Rewrite = "CAIRN_REWRITE_API_GAP";

    [Fact]
    public void What_our_API_lacks_or_has_otherwise_is_listed()
    {
        var gap = ApiGap.Of(Types("Temporalio"), Types("Cairn")).Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            File.WriteAllLines(Path.Combine(SourceFolder(), "api-gap.tsv"), gap);
            return;
        }

        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "api-gap.tsv"));
        var report = gap.Except(listed).Select(line => $"not in the list: {line}")
            .Concat(listed.Except(gap).Select(line => $"no longer a difference: {line}"))
            .ToList();
        Assert.True(report.Count == 0, string.Join(
            Environment.NewLine, report.Prepend($"api-gap.tsv is out of date. {Rewrite}=1 writes it; review it.")));
    }

    // Whatever of either SDK lies beside these tests, without what is generated from the wire contract.
    private static List<Type> Types(string product) =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, $"{product}*.dll")
            .Where(file => !Path.GetFileName(file).StartsWith("Cairn.Tests.", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Namespace is { } space
                && space.StartsWith(product, StringComparison.Ordinal)
                && !space.StartsWith($"{product}.Api", StringComparison.Ordinal)
                && !space.StartsWith($"{product}.Bridge", StringComparison.Ordinal)),
    ];

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
