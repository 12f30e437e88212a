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

    /// <summary>Whether the project is trimmed or compiled ahead of time, or made for programs that are.</summary>
    public static bool IsAheadOfTime(AnalyzerConfigOptions project) =>
        IsOn(project, "build_property.EnableAotAnalyzer") || IsOn(project, "build_property.EnableTrimAnalyzer");

    /// <summary>Whether the line holds for a file.</summary>
    public static bool IsOn(AnalyzerConfigOptionsProvider options, SyntaxTree tree, string name) =>
        IsOn(options.GetOptions(tree), name);

    private static bool IsOn(AnalyzerConfigOptions options, string name) => options.TryGetValue(name, out var value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
