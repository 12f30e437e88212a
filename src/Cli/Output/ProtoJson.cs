using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Cli.Output;

/// <summary>
/// Messages as the JSON of the protocol. In its short form a payload of JSON is the value itself, and a list of
/// payloads a list of values; what cannot be shown that way stays as it is kept.
/// </summary>
internal static class ProtoJson
{
    private const string EncodingKey = "encoding";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    /// <summary>The message as JSON.</summary>
    public static JsonNode? Node(IMessage message, bool shorthand)
    {
        var node = JsonNode.Parse(Formatter.Format(message), documentOptions: new() { MaxDepth = 1_000 });
        return shorthand ? Shorten(message, node) : node;
    }

    /// <summary>The text of a document.</summary>
    public static string Write(JsonNode? node, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new()
        {
            Indented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 1_000,
        }))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The value of a payload for people.</summary>
    public static string Text(Payload payload) => Write(Value(payload), indented: false);

    /// <summary>The values of payloads for people, with commas between them.</summary>
    public static string Text(Payloads? payloads) => payloads is null
        ? string.Empty
        : string.Join(", ", payloads.Payloads_.Select(Text));

    /// <summary>A payload in its short form.</summary>
    public static JsonNode? Value(Payload payload)
    {
        var encoding = payload.Metadata.TryGetValue(EncodingKey, out var name) ? name.ToStringUtf8() : string.Empty;
        try
        {
            switch (encoding)
            {
                case "binary/null":
                    return null;
                case "json/plain":
                    return JsonNode.Parse(payload.Data.Span, documentOptions: new() { MaxDepth = 1_000 });
                case "json/protobuf" when JsonNode.Parse(payload.Data.Span) is JsonObject message:
                    if (payload.Metadata.TryGetValue("messageType", out var type))
                    {
                        message.Insert(0, "_protoMessageType", type.ToStringUtf8());
                    }

                    return message;
                default:
                    return AsKept(payload);
            }
        }
        catch (JsonException)
        {
            // It is not what it says.
            return AsKept(payload);
        }
    }

    private static JsonNode? AsKept(Payload payload) => JsonNode.Parse(Formatter.Format(payload));

    private static JsonNode? Shorten(IMessage message, JsonNode? node)
    {
        switch (message)
        {
            case Payload payload:
                return Value(payload);
            case Payloads payloads:
                return new JsonArray([.. payloads.Payloads_.Select(Value)]);
        }

        if (node is JsonObject map)
        {
            foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            {
                if (map.TryGetPropertyValue(field.JsonName, out var child) && child is not null)
                {
                    ShortenField(message, field, map, child);
                }
            }
        }

        return node;
    }

    private static void ShortenField(IMessage message, FieldDescriptor field, JsonObject map, JsonNode child)
    {
        if (field.IsMap)
        {
            foreach (System.Collections.DictionaryEntry entry in (System.Collections.IDictionary)field.Accessor
                .GetValue(message))
            {
                if (entry.Value is IMessage value && child is JsonObject entries)
                {
                    Replace(entries, $"{entry.Key}", value);
                }
            }
        }
        else if (field.IsRepeated)
        {
            var values = (System.Collections.IList)field.Accessor.GetValue(message);
            for (var place = 0; place < values.Count && child is JsonArray list; place++)
            {
                if (values[place] is IMessage value)
                {
                    var item = list[place];
                    list[place] = null;
                    list[place] = Shorten(value, item);
                }
            }
        }
        else if (field.Accessor.GetValue(message) is IMessage value)
        {
            Replace(map, field.JsonName, value);
        }
    }

    private static void Replace(JsonObject owner, string name, IMessage value)
    {
        var item = owner[name];
        owner[name] = null;
        owner[name] = Shorten(value, item);
    }
}
