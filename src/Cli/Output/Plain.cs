using System.Text;

namespace Cairn.Cli.Output;

/// <summary>Makes text harmless for a terminal: ids and messages may contain anything.</summary>
internal static class Plain
{
    /// <summary>The text, with control characters written as <c>\u001b</c>; line ends stay.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsHarmful))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = IsHarmful(character) ? plain.Append($"\\u{(int)character:x4}") : plain.Append(character);
        }

        return plain.ToString();
    }

    /// <summary>The text in one line, for the cell of a table.</summary>
    public static string Line(string text) => Text(text.ReplaceLineEndings(" "));

    // Control characters, and those that turn the direction of the text after them.
    private static bool IsHarmful(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
