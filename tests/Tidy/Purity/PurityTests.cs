namespace Cairn.Tests.Tidy.Purity;

/// <summary>A ban file that the compiler does not find is ignored in silence, so the ban itself is tested.</summary>
public class PurityTests
{
    [Fact]
    public void Every_line_of_the_ban_has_a_snippet() => Assert.Equal(
        Repository.Text("eng/BannedSymbols.Pure.txt").Split('\n').Where(line => line.Length > 0).Select(Symbol).Order(),
        PuritySnippets.Bad.Keys.Order());

    [Fact]
    public void Every_banned_symbol_breaks_the_build_of_a_pure_project_and_clean_code_does_not()
    {
        using PureBuild build = new();
        var files = PuritySnippets.Bad.Keys.Select((symbol, index) => (symbol, Name: $"Bad{index}.cs")).ToList();
        build.Add("Clean.cs", PuritySnippets.Clean);
        foreach (var (symbol, name) in files)
        {
            var type = Path.GetFileNameWithoutExtension(name);
            build.Add(name, $"namespace Cairn.Pure; internal sealed class {type} {{ {PuritySnippets.Bad[symbol]} }}");
        }

        var errors = build.Errors();

        Assert.Empty(files.Where(file => !errors[file.Name].Any(IsBan)).Select(file => file.symbol));
        Assert.DoesNotContain(files.SelectMany(file => errors[file.Name]), DoesNotCompile);
        Assert.Empty(errors["Clean.cs"]);
    }

    private static bool IsBan(string error) => error.Contains("RS0030", StringComparison.Ordinal);

    private static bool DoesNotCompile(string error) => error.Contains("error CS", StringComparison.Ordinal);

    private static string Symbol(string line) => line.Split(';')[0];
}
