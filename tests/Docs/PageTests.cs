namespace Cairn.Tests.Docs;

/// <summary>The code of pages is code that is compiled with this project.</summary>
public class PageTests
{
    [Fact]
    public void Every_example_of_the_page_is_compiled() => Check("beyond-temporal.md", least: 12);

    [Fact]
    public void Every_example_of_the_packages_is_compiled()
    {
        var pages = Directory.GetFiles(
            Path.Combine(AppContext.BaseDirectory, "packages"), "*.md", SearchOption.AllDirectories);
        Assert.InRange(pages.Length, 7, int.MaxValue);
        Assert.All(pages, page => Check(page, least: 1));
    }

    private static void Check(string page, int least)
    {
        var sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Examples"))
            .Select(file => Lines(File.ReadAllText(file)))
            .ToArray();
        Assert.NotEmpty(sources);
        var examples = Examples(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, page)));
        Assert.InRange(examples.Length, least, int.MaxValue);
        Assert.All(examples, example => Assert.True(
            sources.Any(source => source.Contains(Lines(example), StringComparison.Ordinal)),
            "This example is in no file of tests/Docs/Examples:\n" + example));
    }

    private static string[] Examples(string page) =>
    [
        .. page.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]),
    ];

    // Code is indented in its file, and not on a page; empty lines do not count.
    private static string Lines(string code) => string.Join(
        '\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
}
