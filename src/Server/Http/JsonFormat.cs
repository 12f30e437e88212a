using Cairn.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Http;

/// <summary>
/// The form of JSON that a caller asks for, by content types such as <c>application/json+no-payload-shorthand</c> or
/// by the parameters <c>pretty</c> and <c>noPayloadShorthand</c>.
/// </summary>
/// <param name="Pretty">Whether answers have lines and indents.</param>
/// <param name="Shorthand">Whether payloads are the values that they hold.</param>
internal readonly record struct JsonFormat(bool Pretty, bool Shorthand)
{
    private const string Json = "application/json";
    private const string PrettySuffix = "+pretty";
    private const string FullSuffix = "+no-payload-shorthand";

    /// <summary>The parameter that asks for lines and indents.</summary>
    public const string PrettyParameter = "pretty";

    /// <summary>The parameter that asks for payloads with their metadata and bytes.</summary>
    public const string FullParameter = "noPayloadShorthand";

    /// <summary>How payloads are written.</summary>
    public PayloadStyle Style => Shorthand ? PayloadStyle.Shorthand : PayloadStyle.Full;

    /// <summary>The content type of answers in this form.</summary>
    public string ContentType =>
        Json + (Pretty ? PrettySuffix : string.Empty) + (Shorthand ? string.Empty : FullSuffix);

    /// <summary>The form of the body of a request.</summary>
    public static JsonFormat OfBody(HttpRequest request) => Read(request.ContentType) ?? new(false, true);

    /// <summary>The form in which a request wants its answer: the query counts more than headers.</summary>
    public static JsonFormat OfAnswer(HttpRequest request)
    {
        var query = request.QueryString.Value ?? string.Empty;
        var (pretty, full) = (Has(query, PrettyParameter), Has(query, FullParameter));
        return pretty || full
            ? new(pretty, !full)
            : request.Headers.Accept.SelectMany(value => (value ?? string.Empty).Split(','))
                .Select(Read).FirstOrDefault(format => format is not null) ?? OfBody(request);
    }

    private static bool Has(string query, string name) =>
        query.TrimStart('?').Split('&').Any(pair => pair.Split('=')[0] == name);

    private static JsonFormat? Read(string? type)
    {
        var bare = type?.Split(';')[0].Trim() ?? string.Empty;
        return bare.StartsWith(Json, StringComparison.OrdinalIgnoreCase)
            && (bare.Length == Json.Length || bare[Json.Length] == '+')
            ? new(
                bare.Contains(PrettySuffix, StringComparison.OrdinalIgnoreCase),
                !bare.Contains(FullSuffix, StringComparison.OrdinalIgnoreCase))
            : null;
    }
}
