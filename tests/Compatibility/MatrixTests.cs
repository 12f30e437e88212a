using System.Reflection;
using System.Text;

namespace Cairn.Tests.Compatibility;

/// <summary>
/// docs/compatibility.md is what is played. With CAIRN_REWRITE_TRANSCRIPTS=1 it is written anew, to be read as a diff.
/// </summary>
public class MatrixTests
{
    private const string Beginning =
        """
        # What is played with Temporal's own SDK

        Written by tests/Compatibility; a row is one of its tests by name, and ✓ means that the test is played with this
        pair, in every run. TypeScript is Temporal's own SDK (npm, `@temporalio` 1.24.0), C# is Cairn's. Worker, client
        and server (`cairn server start-dev`) are processes of their own. What differs from Temporal's server on purpose
        is in [differences.md](differences.md).

        """;

    private static readonly string s_page = Path.Combine(Checkout.Root, "docs", "compatibility.md");

    [Fact]
    public void The_page_shows_what_is_played()
    {
        var now = Page();
        if (Environment.GetEnvironmentVariable("CAIRN_REWRITE_TRANSCRIPTS") == "1")
        {
            File.WriteAllText(s_page, now);
        }

        Assert.Equal(now, File.ReadAllText(s_page));
    }

    private static string Page()
    {
        var page = new StringBuilder(Beginning).AppendLine();
        page.Append("| Pattern |");
        foreach (var (worker, client) in EveryPairAttribute.Pairs)
        {
            page.Append($" {worker.Name()} worker, {client.Name()} client |");
        }

        page.AppendLine().Append("| --- |").Insert(page.Length, " --- |", EveryPairAttribute.Pairs.Count).AppendLine();
        foreach (var row in Rows())
        {
            page.Append($"| {row} |").Insert(page.Length, " ✓ |", EveryPairAttribute.Pairs.Count).AppendLine();
        }

        return page.ToString();
    }

    private static IEnumerable<string> Rows() => typeof(MatrixTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<EveryPairAttribute>() is not null)
        .Select(method => method.Name.Replace('_', ' '))
        .Order(StringComparer.Ordinal);
}
