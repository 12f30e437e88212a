using System.Text.Json;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Protocol.Json;

/// <summary>Payloads as the values that they hold, and values as payloads. The rules are those of Temporal.</summary>
internal static class PayloadJson
{
    private const string Encoding = "encoding";
    private const string MessageType = "messageType";
    private const string Null = "binary/null";
    private const string Plain = "json/plain";
    private const string Proto = "json/protobuf";

    /// <summary>The member that names the type of a value that is a message.</summary>
    private const string TypeMember = "_protoMessageType";

    /// <summary>The value of a payload; false if it has none in that style.</summary>
    public static bool TryValue(Payload payload, PayloadStyle style, out JsonNode? value)
    {
        value = null;
        var encoding = payload.Metadata.TryGetValue(Encoding, out var name) ? name.ToStringUtf8() : string.Empty;
        var isExact = style == PayloadStyle.Shorthand;
        var type = payload.Metadata.TryGetValue(MessageType, out var text) ? text.ToStringUtf8() : string.Empty;
        try
        {
            switch (encoding)
            {
                case Null:
                    return true;
                case Plain when !isExact || payload.Metadata.Count == 1:
                    value = Read(payload.Data);
                    return true;
                case Proto when !isExact || (payload.Metadata.Count == 2 && type.Length > 0):
                    if (Read(payload.Data) is not JsonObject message)
                    {
                        return false;
                    }

                    if (type.Length > 0)
                    {
                        message[TypeMember] = type;
                    }

                    value = message;
                    return true;
                default:
                    return false;
            }
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            return false; // It is not what it says.
        }
    }

    /// <summary>
    /// The values of payloads; null if one of them has none in that style, which is kept as it is for people.
    /// </summary>
    public static JsonArray? TryValues(Payloads payloads, PayloadStyle style)
    {
        var values = new JsonArray();
        foreach (var payload in payloads.Payloads_)
        {
            if (TryValue(payload, style, out var value))
            {
                values.Add(value);
            }
            else if (style == PayloadStyle.Readable)
            {
                values.Add(MessageJson.ToNode(payload, PayloadStyle.Full));
            }
            else
            {
                return null;
            }
        }

        return values;
    }

    /// <summary>Reads a payload from its full form or from the value that it shall hold.</summary>
    public static Payload Read(JsonElement json)
    {
        if (TryReadFull(json) is { } full)
        {
            return full;
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            return Of(Null, ByteString.Empty);
        }

        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty(TypeMember, out var member)
            || member.ValueKind != JsonValueKind.String
            || member.GetString() is not { Length: > 0 } type)
        {
            return Of(Plain, ByteString.CopyFromUtf8(json.GetRawText()));
        }

        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { MaxDepth = MessageJson.MaxDepth }))
        {
            writer.WriteStartObject();
            foreach (var other in json.EnumerateObject().Where(other => !other.NameEquals(TypeMember)))
            {
                other.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        var payload = Of(Proto, ByteString.CopyFrom(buffer.ToArray()));
        payload.Metadata[MessageType] = ByteString.CopyFromUtf8(type);
        return payload;
    }

    // A value that has the members of a payload by chance has no metadata and data of their types.
    private static Payload? TryReadFull(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("metadata", out _))
        {
            return null;
        }

        try
        {
            var payload = Payload.Parser.ParseJson(json.GetRawText());
            var isNull = payload.Metadata.TryGetValue(Encoding, out var name) && name.ToStringUtf8() == Null;
            return payload.Metadata.Count > 0 && (isNull || !payload.Data.IsEmpty) ? payload : null;
        }
        catch (Exception other) when (other is InvalidProtocolBufferException or FormatException)
        {
            return null;
        }
    }

    private static Payload Of(string encoding, ByteString data) => new()
    {
        Metadata = { [Encoding] = ByteString.CopyFromUtf8(encoding) },
        Data = data,
    };

    /// <exception cref="JsonException">It is not JSON, or one of its texts is not Unicode.</exception>
    private static JsonNode? Read(ByteString data) => JsonTexts.WhyNot(data.Span) is { } reason
        ? throw new JsonException(reason)
        : JsonNode.Parse(data.Span, documentOptions: new() { MaxDepth = MessageJson.MaxDepth });
}
