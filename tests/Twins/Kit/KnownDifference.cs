using System.Text.RegularExpressions;

namespace Cairn.Tests.Twins.Kit;

/// <summary>Words that differ.</summary>
/// <param name="Theirs">What Temporal's SDK for TypeScript says.</param>
/// <param name="Ours">What Cairn's SDK says.</param>
/// <param name="Reason">Why it does.</param>
/// <param name="At">How the path of the only place ends where it does; null for everywhere.</param>
internal sealed record KnownDifference(string Theirs, string Ours, string Reason, string At = "")
{
    /// <summary>The expected text in our words.</summary>
    public string Translate(string text, string path) => path.EndsWith(At, StringComparison.Ordinal)
        ? Regex.Replace(text, $@"\b{Regex.Escape(Theirs)}\b", Ours)
        : text;

    /// <summary>Whether it is a part of a difference.</summary>
    public bool IsIn(Difference difference) => difference.Expected is { } expected
        && Translate(expected, difference.Path) is var translated && translated != expected
        && difference.Got?.Contains(Ours, StringComparison.Ordinal) == true;
}
