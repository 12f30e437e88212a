using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Protocol.Json;

/// <summary>Writes messages as the JSON of protocol buffers, with payloads in the style that is asked for.</summary>
internal static class MessageJson
{
    /// <summary>How deep a document may be nested.</summary>
    public const int MaxDepth = 1_000;

    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithTypeRegistry(StatusDetails.Known));

    /// <summary>The message as JSON.</summary>
    public static JsonNode? ToNode(IMessage message, PayloadStyle style)
    {
        var node = JsonNode.Parse(Formatter.Format(message), documentOptions: new() { MaxDepth = MaxDepth });
        return style == PayloadStyle.Full ? node : Restyle(message, node, style);
    }

    /// <summary>The message with its type, as JSON has those whose type is not known beforehand.</summary>
    public static JsonNode ToTypedNode(IMessage message)
    {
        var node = ToNode(message, PayloadStyle.Full)!.AsObject();
        node.Insert(0, "@type", $"{TypeUrls}{message.Descriptor.FullName}");
        return node;
    }

    /// <summary>The text of a document in UTF-8.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(JsonNode? node, bool indented)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new()
        {
            Indented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaxDepth,
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

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>The text of a document.</summary>
    public static string ToText(JsonNode? node, bool indented) =>
        Encoding.UTF8.GetString(ToUtf8(node, indented).Span);

    private const string TypeUrls = "type.googleapis.com/";

    private static JsonNode? Restyle(IMessage message, JsonNode? node, PayloadStyle style)
    {
        switch (message)
        {
            case Payload payload:
                return PayloadJson.TryValue(payload, style, out var value) ? value : node;
            case Payloads payloads when PayloadJson.TryValues(payloads, style) is { } values:
                return values;
            case Any:
                return node;
        }

        if (node is JsonObject map)
        {
            foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            {
                if (field.FieldType == FieldType.Message
                    && map.TryGetPropertyValue(field.JsonName, out var child)
                    && child is not null)
                {
                    RestyleField(message, field, map, child, style);
                }
            }
        }

        return node;
    }

    private static void RestyleField(
        IMessage message, FieldDescriptor field, JsonObject map, JsonNode child, PayloadStyle style)
    {
        if (field.IsMap)
        {
            foreach (DictionaryEntry entry in (IDictionary)field.Accessor.GetValue(message))
            {
                if (entry.Value is IMessage value && child is JsonObject entries)
                {
                    Replace(entries, $"{entry.Key}", value, style);
                }
            }
        }
        else if (field.IsRepeated)
        {
            var values = (IList)field.Accessor.GetValue(message);
            for (var place = 0; place < values.Count && child is JsonArray list; place++)
            {
                var item = list[place];
                list[place] = null;
                list[place] = Restyle((IMessage)values[place]!, item, style);
            }
        }
        else
        {
            Replace(map, field.JsonName, (IMessage)field.Accessor.GetValue(message), style);
        }
    }

    private static void Replace(JsonObject owner, string name, IMessage value, PayloadStyle style)
    {
        var item = owner[name];
        owner[name] = null;
        owner[name] = Restyle(value, item, style);
    }
}
