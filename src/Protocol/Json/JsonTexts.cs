using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Cairn.Protocol.Json;

/// <summary>
/// Checks the texts of JSON: bytes that are no UTF-8, and halves of surrogate pairs behind <c>\u</c>, pass the parser
/// and fail later, where nothing says which text it was.
/// </summary>
internal static class JsonTexts
{
    /// <summary>What is wrong with the texts of a document; null if all of them are Unicode.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static string? WhyNot(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return "the text is not UTF-8";
        }

        var reader = new Utf8JsonReader(utf8, new() { MaxDepth = MessageJson.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped
                && !IsUnicode(ref reader))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the text at byte {reader.TokenStartIndex + 1} has half of a surrogate pair");
            }
        }

        return null;
    }

    private static bool IsUnicode(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
