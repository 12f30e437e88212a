using System.Globalization;
using System.Text;

namespace Cairn.Protocol.Grpc;

/// <summary>Encodes error messages for a header: UTF-8, with everything except printable ASCII as %XX.</summary>
internal static class PercentEncoding
{
    /// <summary>Encodes a text.</summary>
    public static string Encode(string text)
    {
        if (text.All(letter => IsPlain(letter)))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var letter in Encoding.UTF8.GetBytes(text))
        {
            _ = IsPlain((char)letter)
                ? encoded.Append((char)letter)
                : encoded.Append(CultureInfo.InvariantCulture, $"%{letter:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>Decodes a text; parts with an invalid encoding stay as they are.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text);

    private static bool IsPlain(char letter) => letter is >= ' ' and <= '~' and not '%';
}
