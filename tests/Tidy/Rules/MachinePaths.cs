using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Nothing in the tree knows the machine that it was written on.</summary>
internal static partial class MachinePaths
{
    /// <summary>Reports every line that names a folder of somebody's machine.</summary>
    public static IEnumerable<string> Check(SourceFile file) => file.Lines
        .Select((line, index) => (Match: Pattern().Match(line), Number: index + 1))
        .Where(line => line.Match.Success)
        .Select(line => $"{file.Path}:{line.Number}: \"{line.Match.Value}\" is a path of one machine");

    [GeneratedRegex(@"(?<![\w.~}])/(work|tmp|root|home|Users)/\w+|\b[A-Z]:\\\\?Users")]
    private static partial Regex Pattern();
}
