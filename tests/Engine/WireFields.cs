using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Cairn.Tests.Engine;

/// <summary>Fills wire messages from text: `retryPolicy.maximumAttempts=3`.</summary>
internal static partial class WireFields
{
    /// <summary>Sets fields by their JSON names, with dots into messages.</summary>
    public static TMessage Fill<TMessage>(TMessage message, IEnumerable<KeyValuePair<string, string>> fields)
        where TMessage : IMessage
    {
        foreach (var (path, text) in fields)
        {
            Set(message, path.Split('.'), text);
        }

        return message;
    }

    private static void Set(IMessage message, ReadOnlySpan<string> path, string text)
    {
        var name = path[0];
        var field = message.Descriptor.Fields.InDeclarationOrder().SingleOrDefault(field => field.JsonName == name)
            ?? throw new FormatException($"{message.Descriptor.Name} has no field {name}.");
        if (path.Length > 1)
        {
            var inner = (IMessage?)field.Accessor.GetValue(message) ?? New(field.MessageType);
            field.Accessor.SetValue(message, inner);
            Set(inner, path[1..], text);
        }
        else if (field.IsMap)
        {
            var entries = (System.Collections.IDictionary)field.Accessor.GetValue(message);
            var pair = text.Split(':', 2);
            entries.Add(pair[0], Read(field.MessageType.FindFieldByNumber(2), pair[1]));
        }
        else if (field.IsRepeated)
        {
            var list = (System.Collections.IList)field.Accessor.GetValue(message);
            foreach (var item in text.Split(','))
            {
                list.Add(Read(field, item));
            }
        }
        else
        {
            field.Accessor.SetValue(message, Read(field, text));
        }
    }

    private static object Read(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => String(text),
        FieldType.Bool => text == "true",
        FieldType.Int32 => int.Parse(text, CultureInfo.InvariantCulture),
        FieldType.UInt32 => uint.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Int64 => long.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Double => double.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Float => float.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Enum => int.TryParse(text, out var number)
            ? Enum.ToObject(field.EnumType.ClrType, number)
            : Enum.Parse(field.EnumType.ClrType, text),
        FieldType.Message => Message(field.MessageType, text),
        _ => throw new FormatException($"{field.FieldType} is no type of a field."),
    };

    private static IMessage Message(MessageDescriptor type, string text)
    {
        if (type == Duration.Descriptor)
        {
            return Length(text);
        }

        if (type == Payloads.Descriptor)
        {
            return new Payloads { Payloads_ = { Items(text).Select(Payload) } };
        }

        if (type == Api.Common.V1.Payload.Descriptor)
        {
            return Payload(text);
        }

        if (type == Failure.Descriptor)
        {
            return Application(text);
        }

        var message = New(type);
        if (text != "{}")
        {
            Set(message, [type.FindFieldByName("name") is null ? "fields" : "name"], text);
        }

        return message;
    }

    /// <summary>A duration: `10s`, `0.5s`, `-1s`; `1s-5n` is one whose parts have different signs.</summary>
    public static Duration Length(string text)
    {
        if (text.EndsWith('n'))
        {
            var parts = text[..^1].Split('s');
            return new Duration { Seconds = Long(parts[0]), Nanos = (int)Long(parts[1]) };
        }

        return new Duration
        {
            Seconds = (long)decimal.Parse(text[..^1], CultureInfo.InvariantCulture),
            Nanos = (int)(decimal.Parse(text[..^1], CultureInfo.InvariantCulture) % 1 * 1_000_000_000),
        };
    }

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Items(string text) => text[0] == '['
        ? JsonDocument.Parse(text).RootElement.EnumerateArray().Select(item => item.GetRawText())
        : [text];

    private static Payload Payload(string text)
    {
        var size = Bytes().Match(text);
        var payload = new Payload
        {
            Data = size.Success
                ? ByteString.CopyFrom(new byte[(int)Long(size.Groups[1].Value)])
                : ByteString.CopyFromUtf8(text.StartsWith('"') ? $"\"{String(text)}\"" : text),
        };
        payload.Metadata.Add("encoding", ByteString.CopyFromUtf8(size.Success ? "binary/plain" : "json/plain"));
        return payload;
    }

    /// <summary>An application failure: `"Type: message"`, or `"Type!: message"` for one that is not retried.</summary>
    private static Failure Application(string text)
    {
        if (text == "{}")
        {
            return new Failure();
        }

        var parts = String(text).Split(": ", 2);
        return new Failure
        {
            Message = String(parts[1]),
            ApplicationFailureInfo = new ApplicationFailureInfo
            {
                Type = parts[0].TrimEnd('!'),
                NonRetryable = parts[0].EndsWith('!'),
            },
        };
    }

    private static string String(string text)
    {
        var bare = text.Length > 1 && text[0] == '"' ? text[1..^1] : text;
        var product = Product().Match(bare);
        return product.Success
            ? new string(product.Groups[1].Value[0], (int)Long(product.Groups[2].Value))
            : bare;
    }

    private static IMessage New(MessageDescriptor type) => (IMessage)Activator.CreateInstance(type.ClrType)!;

    [GeneratedRegex(@"^bytes\((\d+)\)$")]
    private static partial Regex Bytes();

    [GeneratedRegex(@"^(\S)\*(\d+)$")]
    private static partial Regex Product();
}
