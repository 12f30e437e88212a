using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cairn.Exceptions;
using Cairn.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Hooks;

/// <summary>
/// A value that a webhook makes of its delivery. <c>$.order.id</c> is a value of the body, <c>$.lines[0]</c> an item of
/// a list, <c>header:X-Event</c> the value of a header. In a longer text they stand in braces:
/// <c>order-{$.order.id}</c>; <c>{{</c> is a brace. What is no text is the value that it is.
/// </summary>
internal sealed partial class HookTemplate
{
    private const string HeaderPrefix = "header:";

    private readonly JsonElement? constant;
    private readonly List<Part> parts = [];
    private readonly bool isWhole;

    private HookTemplate(JsonElement constant) => this.constant = constant;

    private HookTemplate(string text)
    {
        if (text.StartsWith('$') || text.StartsWith(HeaderPrefix, StringComparison.Ordinal))
        {
            isWhole = true;
            parts.Add(Part.Of(text));
            return;
        }

        var literal = new StringBuilder();
        for (var place = 0; place < text.Length; place++)
        {
            if (text[place] is not ('{' or '}'))
            {
                literal.Append(text[place]);
            }
            else if (place + 1 < text.Length && text[place + 1] == text[place])
            {
                literal.Append(text[place++]);
            }
            else
            {
                var end = text[place] == '{' ? text.IndexOf('}', place) : -1;
                if (end < 0)
                {
                    throw new FormatException($"\"{text}\" has a brace without its partner; {{{{ is a brace");
                }

                parts.Add(new(literal.ToString(), null, null));
                parts.Add(Part.Of(text[(place + 1)..end]));
                literal.Clear();
                place = end;
            }
        }

        parts.Add(new(literal.ToString(), null, null));
    }

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static HookTemplate Parse(string text) => new(text);

    /// <summary>Reads a template of an argument: a text, or a value of its own.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static HookTemplate Parse(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? new(json.GetString()!) : new(json.Clone());

    /// <summary>The JSON of the value.</summary>
    /// <exception cref="RpcException">The delivery has no such value.</exception>
    public string Json(HookDelivery delivery) =>
        constant?.GetRawText()
        ?? (isWhole ? parts[0].Json(delivery) : $"\"{JsonEncodedText.Encode(Text(delivery))}\"");

    /// <summary>The value as a text that is not empty.</summary>
    /// <exception cref="RpcException">The delivery has no such value, or one that is no text.</exception>
    public string Text(HookDelivery delivery)
    {
        var text = string.Concat(parts.Select(part => part.Text(delivery)));
        return text.Length > 0 ? text : throw Missing($"{string.Concat(parts)} is empty");
    }

    private static HttpException Missing(string what) =>
        new(StatusCodes.Status422UnprocessableEntity, RpcException.StatusCode.InvalidArgument, $"{what}.");

    [GeneratedRegex("""^\$(?:\.(?<name>[\p{L}\p{N}_-]+)|\[(?<name>\d+)\]|\['(?<name>[^']+)'\])*$""")]
    private static partial Regex Path();

    /// <summary>A literal, the name of a header, or a path into the body.</summary>
    private sealed record Part(string? Literal, string? HeaderName, IReadOnlyList<string>? Names)
    {
        public static Part Of(string expression)
        {
            if (expression.StartsWith(HeaderPrefix, StringComparison.Ordinal)
                && expression[HeaderPrefix.Length..] is { Length: > 0 } header)
            {
                return new(null, header, null);
            }

            var match = Path().Match(expression);
            return match.Success
                ? new(null, null, [.. match.Groups["name"].Captures.Select(capture => capture.Value)])
                : throw new FormatException(
                    $"\"{expression}\" is neither a path such as $.order.id nor a header such as header:X-Event");
        }

        public string Json(HookDelivery delivery) => Names is null
            ? $"\"{JsonEncodedText.Encode(Text(delivery))}\""
            : Find(delivery).GetRawText();

        public string Text(HookDelivery delivery)
        {
            if (Literal is not null)
            {
                return Literal;
            }

            if (HeaderName is not null)
            {
                return delivery.Header(HeaderName) ?? throw Missing($"The delivery has no header {HeaderName}");
            }

            var value = Find(delivery);
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw Missing($"{this} is {value.ValueKind.ToString().ToLowerInvariant()}, but must be a text"),
            };
        }

        public override string ToString() =>
            Literal ?? (HeaderName is null ? $"${string.Concat(Names!.Select(name => $".{name}"))}" : HeaderName);

        private JsonElement Find(HookDelivery delivery)
        {
            var value = delivery.Json;
            foreach (var name in Names!)
            {
                var isFound = value.ValueKind switch
                {
                    JsonValueKind.Object => value.TryGetProperty(name, out value),
                    JsonValueKind.Array when int.TryParse(name, CultureInfo.InvariantCulture, out var place)
                        && place < value.GetArrayLength() => (value = value[place]).ValueKind >= 0,
                    _ => false,
                };
                if (!isFound)
                {
                    throw Missing($"The body has no {this}");
                }
            }

            return value;
        }
    }
}
