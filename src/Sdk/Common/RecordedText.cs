using System.Globalization;
using System.Text;

namespace Cairn.Common;

/// <summary>Checks names, ids and other texts that histories keep, and shortens them for messages.</summary>
internal static class RecordedText
{
    // What servers allow for ids and names, unless they are configured otherwise.
    private const int MostBytes = 1_000;

    /// <summary>
    /// Refuses a text with half of a surrogate pair, which is recorded as another text: a replay would not find it.
    /// </summary>
    /// <param name="text">The text; null is allowed.</param>
    /// <param name="what">Its description, at the start of a sentence.</param>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    public static void RequireWhole(string? text, string what)
    {
        if (HalfAt(text) is { } place)
        {
            throw new ArgumentException(
                $"{what}, \"{Shortened(text!)}\", has half of a surrogate pair at position {place}, which cannot be "
                + "recorded: cut texts between characters, as StringInfo and Rune do");
        }
    }

    /// <summary>Refuses a name that is wrong, where no server checks its length.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">Its description, at the start of a sentence.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or has half of a surrogate pair.</exception>
    public static void RequireName(string? name, string what)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException($"{what} is empty, but must be a name");
        }

        RequireWhole(name, what);
        var bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > MostBytes)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}, \"{Shortened(name)}\", has {bytes:N0} bytes, but may have {MostBytes:N0} at most"));
        }
    }

    /// <summary>The beginning of a text for a message, with halves of surrogate pairs as escapes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters of it are shown at most.</param>
    public static string Shortened(string text, int length = 100)
    {
        var shown = text.Length <= length ? text
            : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "...";
        while (HalfAt(shown) is { } place)
        {
            shown = $@"{shown[..place]}\u{(int)shown[place]:X4}{shown[(place + 1)..]}";
        }

        return shown;
    }

    private static int? HalfAt(string? text)
    {
        for (var place = 0; place < text?.Length; place++)
        {
            if (!char.IsSurrogate(text[place]))
            {
                continue;
            }

            if (!(place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1])))
            {
                return place;
            }

            place++;
        }

        return null;
    }
}
