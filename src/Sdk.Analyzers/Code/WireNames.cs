using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The names by which callers know activities and handlers, where their attributes give none.</summary>
internal static class WireNames
{
    private const string Suffix = "Async";

    /// <summary>The name of a method, without Async if it returns a task.</summary>
    public static string Of(IMethodSymbol method, Symbols symbols) =>
        Symbols.IsOrDerives(method.ReturnType, symbols.Task) ? WithoutAsync(method.Name) : method.Name;

    /// <summary>A name without the suffix Async.</summary>
    public static string WithoutAsync(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Suffix.Length)
            : name;
}
