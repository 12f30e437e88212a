using System.Globalization;
using System.Text.Json.Nodes;
using Cairn.Protocol.Grpc;
using Cairn.Protocol.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Server.Http;

/// <summary>
/// Collects the fields of a request that are in the path and in the query, by names such as
/// <c>execution.workflowId</c>.
/// </summary>
/// <param name="type">The type of the request.</param>
internal sealed class RequestFields(MessageDescriptor type)
{
    private readonly JsonObject root = [];

    /// <summary>Sets a field from its path.</summary>
    /// <param name="name">The path of the field; entries of maps are <c>name[key]</c>.</param>
    /// <param name="values">The values: one, unless the field is repeated.</param>
    /// <exception cref="MessageJsonException">There is no such field, or it cannot have these values.</exception>
    public void Add(string name, IReadOnlyList<string> values)
    {
        var (path, key) = name.EndsWith(']') && name.IndexOf('[', StringComparison.Ordinal) is var open and > 0
            ? (name[..open], name[(open + 1)..^1])
            : (name, null);
        var parts = path.Split('.');
        var (node, message) = (root, type);
        foreach (var part in parts[..^1])
        {
            var outer = Find(message, part, name);
            if (outer.FieldType != FieldType.Message || outer.IsMap || outer.IsRepeated)
            {
                throw Wrong(name, $"{outer.JsonName} is not a message with fields");
            }

            message = outer.MessageType;
            node = (node[outer.JsonName] ??= new JsonObject()).AsObject();
        }

        var field = Find(message, parts[^1], name);
        if (field.IsMap != key is not null)
        {
            throw Wrong(name, field.IsMap ? $"it is a map; write {path}[KEY]=VALUE" : "it is not a map");
        }

        if (key is not null)
        {
            node = (node[field.JsonName] ??= new JsonObject()).AsObject();
            Set(node, key, Convert(field.MessageType.FindFieldByNumber(2), Only(name, values), name), name);
        }
        else if (field.IsRepeated)
        {
            Set(node, field.JsonName, new JsonArray([.. values.Select(value => Convert(field, value, name))]), name);
        }
        else
        {
            Set(node, field.JsonName, Convert(field, Only(name, values), name), name);
        }
    }

    /// <summary>The request that has these fields.</summary>
    /// <exception cref="MessageJsonException">A value is not one of its field.</exception>
    public IMessage ToMessage() =>
        new MessageJsonReader(shorthand: false).Read(MessageJson.ToUtf8(root, indented: false), type);

    private static void Set(JsonObject node, string name, JsonNode? value, string path)
    {
        if (!node.TryAdd(name, value))
        {
            throw Wrong(path, "the field is given twice");
        }
    }

    private static FieldDescriptor Find(MessageDescriptor message, string part, string name) =>
        MessageJsonReader.FieldOf(message, part)
        ?? throw new MessageJsonException(
            $"{Clipped.Echo(name)}: there is no such field; {message.Name} has "
            + string.Join(", ", message.Fields.InDeclarationOrder().Select(field => field.JsonName)));

    private static string Only(string name, IReadOnlyList<string> values) => values.Count == 1
        ? values[0]
        : throw Wrong(name, $"it has one value, not {values.Count}");

    private static JsonNode? Convert(FieldDescriptor field, string text, string name) => field.FieldType switch
    {
        FieldType.Bool => text switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw Wrong(name, $"must be true or false, not {Clipped.Echo(text)}"),
        },
        FieldType.Enum when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
            number,
        FieldType.Bytes => Base64(text),
        FieldType.Message when field.MessageType.FullName is "google.protobuf.BoolValue" => text switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong(name, $"must be true or false, not {Clipped.Echo(text)}"),
        },
        FieldType.Message when field.MessageType.File.Package != Any.Descriptor.File.Package => throw Wrong(
            name,
            $"it is a message; name a field of it: {name}."
            + (field.MessageType.Fields.InDeclarationOrder() is [var first, ..] ? first.JsonName : "FIELD")),
        _ => text,
    };

    // Tokens of pages are copied into URLs, where a plus sign becomes a space; some clients use the alphabet of URLs.
    private static string Base64(string text)
    {
        var standard = text.Replace(' ', '+').Replace('-', '+').Replace('_', '/');
        return standard.Length % 4 is var rest and > 1 ? standard + new string('=', 4 - rest) : standard;
    }

    private static MessageJsonException Wrong(string name, string reason) => new($"{Clipped.Echo(name)}: {reason}");
}
