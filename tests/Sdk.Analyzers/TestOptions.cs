using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Options of a project: lines of an .editorconfig, or an additional file.</summary>
internal static class TestOptions
{
    /// <summary>Lines that hold for all files.</summary>
    public static AnalyzerOptions With(params (string Key, string Value)[] lines) =>
        new([], new Provider(new Lines(lines.ToDictionary(each => each.Key, each => each.Value))));

    /// <summary>An additional file.</summary>
    public static AnalyzerOptions WithFile(string path, string text) => new([new TextFile(path, text)]);

    private sealed class Provider(AnalyzerConfigOptions lines) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => lines;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => lines;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => lines;
    }

    private sealed class Lines(Dictionary<string, string> lines) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            lines.TryGetValue(key, out value);
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
