using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cairn.Api.History.V1;
using Google.Protobuf.Reflection;

namespace Cairn.Common;

/// <summary>
/// Updates the JSON of older history files. They write enum values in CamelCase without their prefix
/// (<c>WorkflowExecutionStarted</c>), which the protobuf parser ignores like every unknown name.
/// </summary>
internal static class WorkflowHistoryJson
{
    public static string Normalize(string json)
    {
        var root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("History is not a JSON object");
        NormalizeNode(root, History.Descriptor);
        return root.ToJsonString();
    }

    private static void NormalizeNode(JsonNode? node, MessageDescriptor message)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToArray())
                {
                    if (FieldOf(message, name) is { } field)
                    {
                        NormalizeField(map, name, value, field);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    NormalizeNode(item, message);
                }

                break;
        }
    }

    private static void NormalizeField(JsonObject owner, string name, JsonNode? value, FieldDescriptor field)
    {
        if (field is { IsMap: false, FieldType: FieldType.Enum })
        {
            if (value is JsonArray list)
            {
                for (var place = 0; place < list.Count; place++)
                {
                    list[place] = EnumValue(list[place], field.EnumType);
                }
            }
            else
            {
                owner[name] = EnumValue(value, field.EnumType);
            }
        }
        else if (field.IsMap && field.MessageType.FindFieldByNumber(2) is { FieldType: FieldType.Message } of)
        {
            foreach (var (_, item) in value as JsonObject ?? [])
            {
                NormalizeNode(item, of.MessageType);
            }
        }
        else if (field is { IsMap: false, FieldType: FieldType.Message })
        {
            NormalizeNode(value, field.MessageType);
        }
    }

    private static FieldDescriptor? FieldOf(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name);

    private static JsonNode? EnumValue(JsonNode? value, EnumDescriptor type)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
        {
            return value?.DeepClone();
        }

        var text = value.GetValue<string>();
        var modern = $"{ToUpperSnake(type.Name)}_{ToUpperSnake(text)}";
        var known = type.FindValueByName(text) ?? type.FindValueByName(modern);
        return known?.Name ?? throw new JsonException($"\"{text}\" is not a value of {type.Name}.");
    }

    private static string ToUpperSnake(string camel)
    {
        var snake = new StringBuilder(camel.Length + 8);
        foreach (var letter in camel)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToUpperInvariant(letter));
        }

        return snake.ToString();
    }
}
