using System.Text.Json;
using System.Text.Unicode;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Google.Protobuf;

namespace Cairn.Engine.Visibility;

/// <summary>Search attributes as payloads: JSON, with the type in the metadata.</summary>
public static class SearchPayloads
{
    private const string TypeKey = "type";
    private const string EncodingKey = "encoding";

    private static readonly Dictionary<ByteString, IndexedValueType> TypeNames = Enum.GetValues<IndexedValueType>()
        .Where(type => type != IndexedValueType.Unspecified)
        .ToDictionary(type => ByteString.CopyFromUtf8(type.ToString()));

    /// <summary>Writes the type into a payload.</summary>
    public static void SetType(Payload payload, IndexedValueType type) =>
        payload.Metadata[TypeKey] = ByteString.CopyFromUtf8(type.ToString());

    /// <summary>The values of a payload that carries its type; none if it does not, or if it is empty.</summary>
    public static IReadOnlyList<SearchValue> Read(Payload payload) =>
        payload.Metadata.TryGetValue(TypeKey, out var name) && TypeNames.TryGetValue(name, out var type)
            ? Read(payload, type) ?? []
            : [];

    /// <summary>
    /// The values of a payload as those of a type; none if it is empty, null if it has another type. A list of one
    /// stands for the one: older clients wrap every value so.
    /// </summary>
    public static IReadOnlyList<SearchValue>? Read(Payload payload, IndexedValueType type)
    {
        if (IsEmpty(payload))
        {
            return [];
        }

        if (Json(payload) is not { } json)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            return ReadOne(json, type);
        }

        var items = json.EnumerateArray().Select(item => ReadOne(item, type)).ToList();
        return type != IndexedValueType.KeywordList
            ? (items is [var only] ? only : null)
            : items.All(item => item is not null) ? [.. items.SelectMany(item => item!).Distinct()] : null;
    }

    /// <summary>Whether a payload removes the value: an empty payload, JSON's null, or an empty list.</summary>
    public static bool IsEmpty(Payload payload) =>
        (payload.Metadata.TryGetValue(EncodingKey, out var encoding) && encoding.ToStringUtf8() == "binary/null")
        || payload.Data.Span.Trim(" \t\r\n"u8) is var text && (text.SequenceEqual("null"u8) || IsEmptyList(text));

    /// <summary>
    /// A keyword as a payload; null becomes JSON's null, because clients read search attributes as JSON only.
    /// </summary>
    public static Payload OfKeyword(string? value)
    {
        var payload = JsonPayloads.Of(value);
        SetType(payload, IndexedValueType.Keyword);
        return payload;
    }

    /// <summary>A payload as in error messages: texts without quotes, lists with spaces.</summary>
    public static string Show(Payload payload) =>
        Json(payload) is { } json ? Show(json) : $"value from <{payload}>";

    private static bool IsEmptyList(ReadOnlySpan<byte> text) =>
        text is [(byte)'[', .. var inner, (byte)']'] && inner.Trim(" \t\r\n"u8).IsEmpty;

    private static string Show(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Text(json) ?? json.GetRawText(),
        JsonValueKind.Array => $"[{string.Join(' ', json.EnumerateArray().Select(Show))}]",
        _ => json.GetRawText(),
    };

    private static IReadOnlyList<SearchValue>? ReadOne(JsonElement json, IndexedValueType type) => type switch
    {
        IndexedValueType.Keyword or IndexedValueType.KeywordList when Text(json) is { } text =>
            [SearchValue.Of(text)],
        IndexedValueType.Text when Text(json) is { } text => SearchWords.Of(text),
        IndexedValueType.Int when json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var integer) =>
            [SearchValue.Of(integer)],
        IndexedValueType.Double when json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var real) =>
            [SearchValue.Of(real)],
        IndexedValueType.Bool when json.ValueKind is JsonValueKind.True or JsonValueKind.False =>
            [SearchValue.Of(json.GetBoolean() ? 1L : 0L)],
        IndexedValueType.Datetime
            when Text(json) is { } text && Moments.Parse(text) is { } moment =>
            [SearchValue.Of(moment)],
        _ => null,
    };

    /// <summary>The text of a JSON string; null if it is not a string, or contains half a surrogate pair.</summary>
    private static string? Text(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Json(Payload payload)
    {
        if (!Utf8.IsValid(payload.Data.Span))
        {
            return null; // JsonElement accepts it, but fails later when its text is read.
        }

        try
        {
            var reader = new Utf8JsonReader(payload.Data.Span);
            return JsonElement.TryParseValue(ref reader, out var json) && reader.BytesConsumed == payload.Data.Length
                ? json
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
