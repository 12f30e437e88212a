using System.Text.RegularExpressions;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>Words that differ.</summary>
/// <param name="Scenario">How the names of the scenarios begin where they differ; empty for everywhere.</param>
/// <param name="Official">A pattern of what Temporal's SDK says.</param>
/// <param name="Ours">What Cairn's SDK says instead; of a whole line, a pattern.</param>
/// <param name="Reason">Why it does.</param>
/// <param name="IsWholeLine">
/// Whether lines that match the two patterns count as equal, because they differ in too many words.
/// </param>
internal sealed record KnownDifference(
    string Scenario, string Official, string Ours, string Reason, bool IsWholeLine = false)
{
    /// <summary>A line of Temporal's SDK in our words.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="line">What Temporal's SDK said, as the differences before this one have made it.</param>
    /// <param name="got">What our SDK said.</param>
    public string Translate(string scenario, string line, string got)
    {
        if (!scenario.StartsWith(Scenario, StringComparison.Ordinal))
        {
            return line;
        }

        return !IsWholeLine ? Regex.Replace(line, Official, Ours)
            : Regex.IsMatch(line, Official, RegexOptions.Singleline)
                && Regex.IsMatch(got, Ours, RegexOptions.Singleline) ? got
            : line;
    }
}
