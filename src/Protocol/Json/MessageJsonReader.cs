using System.Text;
using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Protocol.Json;

/// <summary>
/// Reads messages from the JSON of protocol buffers. Fields may have their names in camel case or as in the .proto
/// files, enum values their names or numbers; errors name the position or the field.
/// </summary>
/// <param name="shorthand">Whether payloads may be the values that they hold.</param>
internal sealed class MessageJsonReader(bool shorthand)
{
    /// <summary>Reads a message from a text; an empty one is a message without fields.</summary>
    /// <exception cref="MessageJsonException">The text is not JSON, or not that of the message.</exception>
    public IMessage Read(ReadOnlyMemory<byte> utf8, MessageDescriptor type)
    {
        if (utf8.IsEmpty)
        {
            return type.Parser.ParseFrom(ByteString.Empty);
        }

        try
        {
            if (JsonTexts.WhyNot(utf8.Span) is { } reason)
            {
                throw new MessageJsonException($"malformed JSON: {reason}");
            }

            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = MessageJson.MaxDepth });
            return Read(document.RootElement, type);
        }
        catch (JsonException malformed)
        {
            throw new MessageJsonException(
                $"malformed JSON at line {malformed.LineNumber + 1}, position {malformed.BytePositionInLine + 1}: "
                + ReasonOf(malformed));
        }
    }

    /// <summary>Reads a message from a document.</summary>
    /// <exception cref="MessageJsonException">The document is not that of the message.</exception>
    public IMessage Read(JsonElement json, MessageDescriptor type)
    {
        var buffer = new MemoryStream();
        var options = new JsonWriterOptions { MaxDepth = MessageJson.MaxDepth, SkipValidation = true };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            WriteMessage(writer, json, type, string.Empty);
        }

        var text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        try
        {
            return JsonParser.Default.Parse(text, type);
        }
        catch (Exception wrong) when (IsOfReader(wrong))
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = MessageJson.MaxDepth });
            throw new MessageJsonException(Locate(document.RootElement, type, string.Empty) ?? ReasonOf(wrong));
        }
    }

    /// <summary>Writes a document anew in the form that the parser of protocol buffers reads.</summary>
    private void WriteMessage(Utf8JsonWriter writer, JsonElement json, MessageDescriptor type, string path)
    {
        if (shorthand && type == Payload.Descriptor)
        {
            writer.WriteRawValue(JsonFormatter.Default.Format(PayloadJson.Read(json)), skipInputValidation: true);
        }
        else if (shorthand && type == Payloads.Descriptor && json.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("payloads");
            WriteList(writer, json, type.FindFieldByName("payloads"), path);
            writer.WriteEndObject();
        }
        else if (type.File.Package == "google.protobuf")
        {
            json.WriteTo(writer);
        }
        else
        {
            WriteFields(writer, Require(json, JsonValueKind.Object, path), type, path);
        }
    }

    private void WriteFields(Utf8JsonWriter writer, JsonElement json, MessageDescriptor type, string path)
    {
        var seen = new HashSet<int>();
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject())
        {
            var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var field = FieldOf(type, member.Name)
                ?? throw new MessageJsonException($"{Clipped.Echo(inner)}: {type.Name} has no such field");
            if (!seen.Add(field.FieldNumber))
            {
                throw new MessageJsonException($"{inner}: the field is given twice");
            }

            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                writer.WritePropertyName(field.JsonName);
                WriteField(writer, member.Value, field, inner);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteField(Utf8JsonWriter writer, JsonElement json, FieldDescriptor field, string path)
    {
        if (field.IsMap)
        {
            var value = field.MessageType.FindFieldByNumber(2);
            writer.WriteStartObject();
            foreach (var entry in Require(json, JsonValueKind.Object, path).EnumerateObject())
            {
                writer.WritePropertyName(entry.Name);
                WriteValue(writer, entry.Value, value, $"{path}.{entry.Name}");
            }

            writer.WriteEndObject();
        }
        else if (field.IsRepeated)
        {
            WriteList(writer, Require(json, JsonValueKind.Array, path), field, path);
        }
        else
        {
            WriteValue(writer, json, field, path);
        }
    }

    private void WriteList(Utf8JsonWriter writer, JsonElement json, FieldDescriptor field, string path)
    {
        var place = 0;
        writer.WriteStartArray();
        foreach (var item in json.EnumerateArray())
        {
            WriteValue(writer, item, field, $"{path}[{place++}]");
        }

        writer.WriteEndArray();
    }

    private void WriteValue(Utf8JsonWriter writer, JsonElement json, FieldDescriptor field, string path)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                WriteMessage(writer, json, field.MessageType, path);
                break;
            case FieldType.Enum when json.ValueKind == JsonValueKind.String:
                var name = json.GetString()!;
                writer.WriteStringValue(NameOf(field.EnumType, name) ?? throw new MessageJsonException(
                    $"{path}: {field.EnumType.Name} has no value {Clipped.Echo(name)}, only "
                    + string.Join(", ", field.EnumType.Values.Select(value => value.Name))));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    /// <summary>The field of a name, in camel case or as in the .proto file; null if there is none.</summary>
    public static FieldDescriptor? FieldOf(MessageDescriptor type, string name) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name)
        ?? type.Fields.InDeclarationOrder().FirstOrDefault(field => field.Name == name);

    // Temporal's server also takes the names that enum values had in its older JSON: Running for
    // WORKFLOW_EXECUTION_STATUS_RUNNING.
    private static string? NameOf(EnumDescriptor type, string name) =>
        type.FindValueByName(name)?.Name
        ?? type.Values.FirstOrDefault(value => Bare(value.Name).Equals(
            Bare(type.Name) + name, StringComparison.OrdinalIgnoreCase))?.Name;

    private static string Bare(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal);

    private static JsonElement Require(JsonElement json, JsonValueKind kind, string path) => json.ValueKind == kind
        ? json
        : throw new MessageJsonException(
            $"{(path.Length == 0 ? "the document" : path)}: must be an {Lower(kind)}, not {Lower(json.ValueKind)}");

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>
    /// Finds the first field that the parser refuses, by parsing each one alone; null if there is none.
    /// </summary>
    private static string? Locate(JsonElement json, MessageDescriptor type, string path)
    {
        foreach (var member in json.EnumerateObject())
        {
            var field = FieldOf(type, member.Name)!;
            if (ErrorOf(field, member.Value) is not { } error)
            {
                continue;
            }

            var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (field.IsMap || !field.IsRepeated)
            {
                return LocateIn(member.Value, field, inner) ?? $"{inner}: {error}";
            }

            var place = 0;
            foreach (var item in member.Value.EnumerateArray())
            {
                if (ErrorOf(field, item, isItem: true) is { } wrong)
                {
                    return LocateIn(item, field, $"{inner}[{place}]") ?? $"{inner}[{place}]: {wrong}";
                }

                place++;
            }
        }

        return null;
    }

    private static string? LocateIn(JsonElement json, FieldDescriptor field, string path) =>
        field is { FieldType: FieldType.Message, IsMap: false }
        && field.MessageType.File.Package != "google.protobuf"
        && json.ValueKind == JsonValueKind.Object
            ? Locate(json, field.MessageType, path)
            : null;

    private static string? ErrorOf(FieldDescriptor field, JsonElement json, bool isItem = false)
    {
        var value = isItem ? $"[{json.GetRawText()}]" : json.GetRawText();
        try
        {
            JsonParser.Default.Parse($"{{\"{field.JsonName}\":{value}}}", field.ContainingType);
            return null;
        }
        catch (Exception wrong) when (IsOfReader(wrong))
        {
            return wrong.Message.StartsWith("Unsupported conversion", StringComparison.Ordinal)
                ? $"must be of the type {Lower(field.FieldType)}, not {Lower(json.ValueKind)}"
                : ReasonOf(wrong);
        }
    }

    private static bool IsOfReader(Exception wrong) =>
        wrong is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException;

    // Without the place, which the reader of JSON appends to its messages.
    private static string ReasonOf(Exception wrong)
    {
        var end = wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Clipped.Echo(end < 0 ? wrong.Message : wrong.Message[..end]);
    }
}
