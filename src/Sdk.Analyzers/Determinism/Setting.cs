using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>A line such as <c>cairn_strict = true</c> in an .editorconfig.</summary>
internal static class Setting
{
    /// <summary>Every warning is an error, and unknown code is a finding.</summary>
    public const string Strict = "cairn_strict";

    /// <summary>The assembly says what its public methods lead to.</summary>
    public const string Summary = "cairn_summary";

    /// <summary>Whether the line holds for a file.</summary>
    public static bool IsOn(AnalyzerConfigOptionsProvider options, SyntaxTree tree, string name) =>
        options.GetOptions(tree).TryGetValue(name, out var value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
