using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Http;

/// <summary>The schemas of messages and enums, each once, by their full names.</summary>
internal sealed class OpenApiSchemas
{
    private const string Error = "Error";

    private readonly SortedDictionary<string, JsonNode> all = new(StringComparer.Ordinal);

    /// <summary>The schemas that are referred to.</summary>
    public JsonObject ToNode() => [.. all.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value))];

    /// <summary>A reference to the schema of an error.</summary>
    public JsonObject OfError()
    {
        all.TryAdd(Error, new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["code"] = new JsonObject { ["type"] = "integer", ["description"] = "The gRPC status." },
                ["message"] = new JsonObject { ["type"] = "string" },
                ["details"] = ListOf(new()
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["@type"] = new JsonObject { ["type"] = "string" } },
                    ["additionalProperties"] = true,
                }),
            },
        });
        return Reference(Error);
    }

    /// <summary>The schema of a field.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        if (field.IsMap)
        {
            return new()
            {
                ["type"] = "object",
                ["additionalProperties"] = OfOne(field.MessageType.FindFieldByNumber(2)),
            };
        }

        return field.IsRepeated ? ListOf(OfOne(field)) : OfOne(field);
    }

    /// <summary>The schema of a message, or a reference to it.</summary>
    public JsonObject Of(MessageDescriptor type)
    {
        switch (type.FullName)
        {
            case "google.protobuf.Timestamp":
                return Text("date-time");
            case "google.protobuf.Duration":
                return new() { ["type"] = "string", ["example"] = "1.5s" };
            case "google.protobuf.FieldMask":
                return Text(null);
            case "google.protobuf.Any":
                return new() { ["type"] = "object", ["additionalProperties"] = true };
        }

        if (type.File.Package == "google.protobuf")
        {
            return type.FindFieldByName("value") is { } value // BoolValue and the like are their values.
                ? OfOne(value)
                : new() { ["type"] = "object" };
        }

        if (all.TryAdd(type.FullName, new JsonObject()))
        {
            all[type.FullName] = Schema(type);
        }

        return Reference(type.FullName);
    }

    private JsonObject Schema(MessageDescriptor type)
    {
        if (type == Payload.Descriptor)
        {
            return new() { ["description"] = "Any JSON value, or the metadata and the bytes of a payload." };
        }

        if (type == Payloads.Descriptor)
        {
            return ListOf(Of(Payload.Descriptor));
        }

        var properties = new JsonObject();
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            properties[field.JsonName] = Of(field);
        }

        return new() { ["type"] = "object", ["properties"] = properties };
    }

    private JsonObject OfOne(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Of(field.MessageType),
        FieldType.Enum => Of(field.EnumType),
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Bytes => Text("byte"),
        FieldType.Double or FieldType.Float => new() { ["type"] = "number" },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Text("int64"),
        FieldType.UInt64 or FieldType.Fixed64 => Text("uint64"),
        FieldType.String => Text(null),
        _ => new() { ["type"] = "integer", ["format"] = "int32" },
    };

    private JsonObject Of(EnumDescriptor type)
    {
        all.TryAdd(type.FullName, new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode)value.Name)]),
        });
        return Reference(type.FullName);
    }

    private static JsonObject Text(string? format)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
