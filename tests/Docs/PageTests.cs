using System.Reflection;

namespace Cairn.Tests.Docs;

/// <summary>The code of pages is code that is compiled with this project.</summary>
public class PageTests
{
    private static readonly string Root = Path.GetFullPath(typeof(PageTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Root").Value!);

    private static readonly string[] Sources =
    [
        .. from folder in new[] { "Examples", "Guides" }
           from file in Directory.GetFiles(Path.Combine(Root, "tests/Docs", folder), "*.cs")
           select Lines(File.ReadAllText(file)),
    ];

    /// <summary>The pages whose code is compiled, by their paths under docs.</summary>
    public static TheoryData<string> Pages() =>
    [
        "beyond-temporal.md",
        "migrating-from-durable-functions.md",
        .. Directory.GetFiles(Path.Combine(Root, "docs/guides"), "*.md")
            .Select(file => $"guides/{Path.GetFileName(file)}")
            .Order(StringComparer.Ordinal),
        .. Directory.GetFiles(Path.Combine(Root, "src"), "PACKAGE.md", SearchOption.AllDirectories)
            .Select(file => $"../{Path.GetRelativePath(Root, file)}")
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_of_a_page_is_compiled(string page) => Assert.All(
        Examples(page), example => Assert.True(
            Sources.Any(source => source.Contains(Lines(example), StringComparison.Ordinal)),
            "This example is in no file of tests/Docs:\n" + example));

    [Fact]
    public void Pages_have_examples() =>
        Assert.InRange(Pages().Sum(page => Examples(page.Data).Length), 50, int.MaxValue);

    private static string[] Examples(string page) =>
    [
        .. File.ReadAllText(Path.Combine(Root, "docs", page)).Split("```csharp\n").Skip(1)
            .Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]),
    ];

    // Code is indented in its file, and not on a page; empty lines do not count.
    private static string Lines(string code) => string.Join(
        '\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
}
