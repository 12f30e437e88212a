using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>
/// Where <c>cairn_strict = true</c> stands in an .editorconfig: every warning is an error, and unknown code is a
/// finding.
/// </summary>
internal sealed class Strictness(AnalyzerConfigOptionsProvider options, Compilation compilation)
{
    /// <summary>Whether it stands for any file.</summary>
    public bool IsAnywhere { get; } = compilation.SyntaxTrees.Any(tree => IsStrict(options, tree));

    /// <summary>Whether it stands for the file of a place.</summary>
    public bool Holds(Location? place) =>
        IsAnywhere && place?.SourceTree is { } tree && IsStrict(options, tree);

    private static bool IsStrict(AnalyzerConfigOptionsProvider options, SyntaxTree tree) =>
        options.GetOptions(tree).TryGetValue("cairn_strict", out var value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
