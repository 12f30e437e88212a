using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Libraries that workflow code of another compilation calls.</summary>
internal static class Libraries
{
    /// <summary>Compiles a library.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="withSummary">Whether it asks for summaries.</param>
    public static MetadataReference Compile(string source, bool withSummary = true)
    {
        Compilation compilation = Analyzed.Compile([source], "Library");
        if (withSummary)
        {
            CSharpGeneratorDriver
                .Create(
                    [new SummaryGenerator().AsSourceGenerator()],
                    parseOptions: Analyzed.ParseOptions,
                    optionsProvider: TestOptions.With(("cairn_summary", "true")).AnalyzerConfigOptionsProvider)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        }

        var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }
}
