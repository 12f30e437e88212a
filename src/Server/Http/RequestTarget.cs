using System.Text;
using Cairn.Exceptions;

namespace Cairn.Server.Http;

/// <summary>
/// The path and the query of a request, decoded once. An encoded slash belongs to its part of the path, so every id can
/// be written in a URL.
/// </summary>
/// <param name="Path">The parts of the path, without the empty one before the first slash.</param>
/// <param name="Query">The parameters of the query with their values, in the order of the URL.</param>
internal sealed record RequestTarget(
    IReadOnlyList<string> Path, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Query)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the target of a request as it came over the network.</summary>
    /// <exception cref="RpcException">An escape is malformed, or the decoded text is not UTF-8.</exception>
    public static RequestTarget Read(string raw)
    {
        var start = raw.StartsWith('/') ? 0 : StartOfPath(raw);
        var end = raw.IndexOf('?', start);
        var path = end < 0 ? raw[start..] : raw[start..end];
        return new(
            [.. path.Split('/').Skip(1).Select(part => Decode(part, "path"))],
            end < 0 ? [] : ReadQuery(raw[(end + 1)..]));
    }

    // Clients of proxies send the whole URL.
    private static int StartOfPath(string raw)
    {
        var scheme = raw.IndexOf("://", StringComparison.Ordinal);
        var slash = scheme < 0 ? -1 : raw.IndexOf('/', scheme + 3);
        return slash < 0 ? raw.Length : slash;
    }

    private static List<KeyValuePair<string, IReadOnlyList<string>>> ReadQuery(string text)
    {
        var names = new List<string>();
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(Spaced(equals < 0 ? pair : pair[..equals]), "query");
            if (!values.TryGetValue(name, out var list))
            {
                values[name] = list = [];
                names.Add(name);
            }

            list.Add(equals < 0 ? string.Empty : Decode(Spaced(pair[(equals + 1)..]), "query"));
        }

        return [.. names.Select(name => KeyValuePair.Create<string, IReadOnlyList<string>>(name, values[name]))];
    }

    private static string Spaced(string text) => text.Replace('+', ' ');

    private static string Decode(string text, string where)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var place = 0; place < bytes.Length; place++)
        {
            if (bytes[place] != '%')
            {
                bytes[length++] = bytes[place];
            }
            else if (place + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[place + 1])
                && char.IsAsciiHexDigit((char)bytes[place + 2]))
            {
                bytes[length++] = Convert.FromHexString([(char)bytes[place + 1], (char)bytes[place + 2]])[0];
                place += 2;
            }
            else
            {
                throw Malformed(where, "% is not followed by two hexadecimal digits; write %25 for a percent sign");
            }
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(where, "what its escapes mean is not UTF-8");
        }
    }

    private static RpcException Malformed(string where, string reason) =>
        new(RpcException.StatusCode.InvalidArgument, $"The {where} of the URL is malformed: {reason}.");
}
