using System.Text;

namespace Cairn.Protocol.Grpc;

/// <summary>Cuts texts for headers, because clients limit the size of headers.</summary>
internal static class Clipped
{
    /// <summary>Bytes of the message of an error (system.maxServiceErrorMessageLength of Temporal's server).</summary>
    private const int MessageBytes = 4_000;

    /// <summary>The length of a caller's own text in an error message, in UTF-16 units.</summary>
    private const int EchoLetters = 200;

    private const string Cut = "... <truncated>";

    /// <summary>The message of an error, cut to the limit.</summary>
    public static string Message(string text)
    {
        if (text.Length * 3 <= MessageBytes || Encoding.UTF8.GetByteCount(text) <= MessageBytes)
        {
            return text;
        }

        var kept = new StringBuilder();
        var left = MessageBytes - Cut.Length;
        foreach (var letter in text.EnumerateRunes())
        {
            left -= letter.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            kept.Append(letter.ToString());
        }

        return kept.Append(Cut).ToString();
    }

    /// <summary>A caller's own text, cut for an error message.</summary>
    public static string Echo(string text) => text.Length <= EchoLetters ? text : text[..EchoLetters] + Cut;
}
