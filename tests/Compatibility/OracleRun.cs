using System.Text.RegularExpressions;

namespace Cairn.Tests.Compatibility;

/// <summary>What the oracle wrote: a line an entry, with what differs below it, and the counts.</summary>
/// <param name="Passed">The entries that passed.</param>
/// <param name="Failed">The others, each with what differs.</param>
/// <param name="LastLine">The counts.</param>
internal sealed partial record OracleRun(
    IReadOnlySet<string> Passed, IReadOnlyDictionary<string, string> Failed, string LastLine)
{
    /// <summary>Reads it; it must have come to its end.</summary>
    public static OracleRun Parse(string output)
    {
        var counts = Counts().Match(output);
        Assert.True(counts.Success, $"The oracle did not come to its end:\n{output}");
        var passed = Pass().Matches(output).Select(match => match.Groups["entry"].Value).ToHashSet();
        var failed = Failure().Matches(output).ToDictionary(match => match.Groups["entry"].Value, match => match.Value);
        Assert.Equal($"{passed.Count} passed, {failed.Count} failed", counts.Value);
        return new(passed, failed, counts.Value);
    }

    /// <summary>What is wrong with it, or with the list of differences.</summary>
    public IEnumerable<string> Complaints(IReadOnlyList<Difference> listed)
    {
        foreach (var failure in Failed.Where(failure => listed.All(difference => difference.Entry != failure.Key)))
        {
            yield return failure.Value;
        }

        foreach (var (entry, isRace, _) in listed.Where(difference => !Failed.ContainsKey(difference.Entry)))
        {
            if (!Passed.Contains(entry))
            {
                yield return $"{entry} is listed in docs/differences.md, and there is no such entry.";
            }
            else if (!isRace)
            {
                yield return $"{entry} passes: take it off the list in docs/differences.md.";
            }
        }
    }

    [GeneratedRegex("^ok    (?<entry>.+)$", RegexOptions.Multiline)]
    private static partial Regex Pass();

    [GeneratedRegex("^FAIL  (?<entry>.+)$(\n      .*$)*", RegexOptions.Multiline)]
    private static partial Regex Failure();

    [GeneratedRegex("^[0-9]+ passed, [0-9]+ failed$", RegexOptions.Multiline)]
    private static partial Regex Counts();
}
