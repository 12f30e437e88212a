using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Ordinary C#, in which nothing is found that is right, and no analyzer fails.</summary>
public class CorpusTests
{
    // Advice about the future, and a guess that is hidden: the samples show activities with two parameters.
    private static readonly string[] Intended = ["CAIRN0309", "CAIRN0812"];

    public static TheoryData<string> Projects =>
        [.. Corpus.ProjectsIn("src"), .. Corpus.ProjectsIn("bench"), .. Corpus.ProjectsIn("samples")];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Nothing_is_found_in_a_project_of_this_repository(string folder) => Assert.Equal(
        string.Empty,
        string.Join('\n', (await FindingsAsync(Corpus.Project(folder)))
            .Where(each => !Intended.Contains(each.Split(' ')[0]))));

    [Theory]
    [InlineData("Polyfill")]
    [InlineData("RamlToOpenApiConverter")]
    public async Task Nothing_is_found_in_the_source_of_a_package(string name) =>
        Assert.Equal(string.Empty, string.Join('\n', await FindingsAsync(Corpus.Package(name))));

    [Theory]
    [InlineData("src/Engine")]
    [InlineData("src/Sdk.Replay")]
    public void Pure_code_of_this_repository_may_be_called_by_workflows(string folder) =>
        Assert.Equal(string.Empty, string.Join('\n', ReachedFrom(Corpus.Project(folder))));

    [Fact]
    public void Of_a_package_only_what_is_forbidden_may_not_be_called_by_workflows() => Assert.Equal(
        [
            "CAIRN0108 RamlConverter.ParseSchemaType -> String.ToLower",
            "CAIRN0402 RamlConverter.ConvertToFile -> File.WriteAllText",
            "CAIRN0402 RamlConverter.ConvertToOpenApiDocument -> File.ReadAllText",
            "CAIRN0402 YamlIncludeNodeDeserializer.ReadIncludedFile -> File.ReadAllText",
        ],
        ReachedFrom(Corpus.Package("RamlToOpenApiConverter")).Order(StringComparer.Ordinal));

    // Strings, spans, collections and numbers.
    [Fact]
    public void Helpers_for_plain_values_of_a_package_may_be_called_by_workflows() => Assert.Equal(
        string.Empty,
        string.Join('\n', ReachedFrom(
            Corpus.Package("Polyfill"),
            file => file.Contains("/Numbers/", StringComparison.Ordinal)
                || Path.GetFileName(file) is var name && (name.StartsWith("Polyfill_Memory", StringComparison.Ordinal)
                    || name.StartsWith("Polyfill_IEnumerable", StringComparison.Ordinal)
                    || name.StartsWith("Polyfill_String", StringComparison.Ordinal)))));

    private static async Task<IEnumerable<string>> FindingsAsync(Compilation compilation)
    {
        var found = await compilation
            .WithAnalyzers(Analyzed.Analyzers, new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found
            .Where(each => !each.IsSuppressed)
            .Select(each => $"{each.Id} {Path.GetFileName(each.Location.GetLineSpan().Path)}: {each.GetMessage(null)}");
    }

    // What methods would do if workflows called each of them.
    private static IEnumerable<string> ReachedFrom(Compilation compilation, Func<string, bool>? isRead = null)
    {
        var code = WorkflowCode.Of(compilation)!;
        var graph = new CallGraph(code, Finders.Of(compilation, code.Symbols, isStrict: false));
        return Types.Of(compilation.Assembly)
            .SelectMany(each => each.GetMembers().OfType<IMethodSymbol>())
            .Where(each => isRead?.Invoke(each.Locations[0].SourceTree?.FilePath ?? string.Empty) != false)
            .SelectMany(each => graph.LeadsTo(new(each, Location.None, IsExact: true)))
            .Where(each => each.Chain.Count == 1)
            .Select(each => $"{each.Finding.Rule.Descriptor.Id} {Report.Way(each)}")
            .Distinct();
    }
}
