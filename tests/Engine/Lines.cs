using System.Text.RegularExpressions;

namespace Cairn.Tests.Engine;

/// <summary>How output is laid out.</summary>
internal static partial class Lines
{
    private const int Width = 120;

    /// <summary>A line as lines that fit a screen; what is repeated very often is written as a product.</summary>
    public static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in Run().Replace(text, run => $"{run.Value[0]}*{run.Length}").Split(' '))
        {
            if (line.Length + 1 + word.Length > Width && line.Trim().Length > 0)
            {
                yield return line;
                line = "      " + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    [GeneratedRegex(@"(\S)\1{49,}")]
    private static partial Regex Run();
}
