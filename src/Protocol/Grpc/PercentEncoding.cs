using System.Globalization;
using System.Text;

namespace Cairn.Protocol.Grpc;

/// <summary>How texts of errors travel in a header: as UTF-8, with all but printable ASCII as %XX.</summary>
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

    /// <summary>Decodes a text; what is not encoded well stays as it is.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text);

    private static bool IsPlain(char letter) => letter is >= ' ' and <= '~' and not '%';
}
