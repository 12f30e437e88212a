using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>The files for which <see cref="Setting.Strict"/> holds.</summary>
internal sealed class Strictness(AnalyzerConfigOptionsProvider options, Compilation compilation)
{
    /// <summary>Whether it stands for any file.</summary>
    public bool IsAnywhere { get; } = compilation.SyntaxTrees.Any(tree => Setting.IsOn(options, tree, Setting.Strict));

    /// <summary>Whether it stands for the file of a place.</summary>
    public bool Holds(Location? place) =>
        IsAnywhere && place?.SourceTree is { } tree && Setting.IsOn(options, tree, Setting.Strict);
}
