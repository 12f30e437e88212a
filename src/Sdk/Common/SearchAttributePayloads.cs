using System.Globalization;
using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Common;

/// <summary>
/// Values of search attributes on the wire: plain JSON with the type in the metadata. The data converter is not used,
/// because the server reads them.
/// </summary>
internal static class SearchAttributePayloads
{
    private const string TypeKey = "type";

    /// <summary>The payload of a value; null for none.</summary>
    public static Payload ToPayload(SearchAttributeKey key, object? value) => new()
    {
        Metadata =
        {
            { "encoding", ByteString.CopyFromUtf8(value is null ? "binary/null" : "json/plain") },
            { TypeKey, ByteString.CopyFromUtf8(key.ValueType.ToString()) },
        },
        Data = value is null
            ? ByteString.Empty
            : ByteString.CopyFromUtf8(JsonSerializer.Serialize(value, PlainJson.Default.Object)),
    };

    /// <summary>A key and its value; null if the type is not known or there is no value.</summary>
    public static (SearchAttributeKey Key, object Value)? Read(string name, Payload payload)
    {
        if (!payload.Metadata.TryGetValue(TypeKey, out var typeName) || payload.Data.IsEmpty)
        {
            return null;
        }

        using var json = JsonDocument.Parse(payload.Data.Memory);
        var value = json.RootElement;
        if (value is { ValueKind: JsonValueKind.Array } && typeName.ToStringUtf8() != "KeywordList")
        {
            // The server may return a single value as a list with one element.
            value = value.GetArrayLength() == 1 ? value[0] : default;
        }

        return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
            ? null
            : Read(name, typeName.ToStringUtf8(), value);
    }

    private static (SearchAttributeKey Key, object Value)? Read(string name, string type, JsonElement value) =>
        type switch
        {
            "Text" => (SearchAttributeKey.CreateText(name), value.GetString()!),
            "Keyword" => (SearchAttributeKey.CreateKeyword(name), value.GetString()!),
            "Int" => (SearchAttributeKey.CreateLong(name), value.GetInt64()),
            "Double" => (SearchAttributeKey.CreateDouble(name), value.GetDouble()),
            "Bool" => (SearchAttributeKey.CreateBool(name), value.GetBoolean()),
            "Datetime" => (
                SearchAttributeKey.CreateDateTimeOffset(name),
                DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "KeywordList" => (
                SearchAttributeKey.CreateKeywordList(name),
                value.EnumerateArray().Select(item => item.GetString()!).ToArray()),
            _ => null,
        };
}
