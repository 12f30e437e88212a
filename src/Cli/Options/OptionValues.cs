using System.Globalization;
using System.Net;
using System.Text.Json;
using Cairn.Api.Enums.V1;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Server;

namespace Cairn.Cli.Options;

/// <summary>Parses option values.</summary>
internal static class OptionValues
{
    private static readonly string[] CallbackKeys =
        ["callback.allowedAddresses", "chasm.callback.allowedAddresses", "component.callbacks.allowedAddresses"];

    private const string Types = "Text, Keyword, Int, Double, Bool, Datetime and KeywordList";

    /// <summary>A port; 0 chooses a free one.</summary>
    public static int Port(string option, string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new FormatException($"{option} must be a number from 0 to 65535, not {text}.");

    /// <summary>A number from 1 on.</summary>
    public static int Positive(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{option} must be a number from 1 to {int.MaxValue}, not {text}.");

    /// <summary>The address of a service.</summary>
    public static Uri HttpUrl(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new FormatException($"{option} must be like http://localhost:4317, not {text}.");

    /// <summary>An address to listen on.</summary>
    public static IPAddress Address(string option, string text) => text == "localhost"
        ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address)
            ? address
            : throw new FormatException($"{option} must be an IP address, not {text}.");

    /// <summary>A text that is not empty.</summary>
    public static string Text(string option, string text) =>
        text.Length > 0 ? text : throw new FormatException($"{option} must not be empty.");

    /// <summary>An origin of web pages, or * for all.</summary>
    public static string Origin(string option, string text) => HttpApiOptions.IsOrigin(text)
        ? text
        : throw new FormatException(
            $"{option} must be * or a scheme and a host, such as https://ops.example.com, not {text}.");

    /// <summary>The name of a namespace.</summary>
    public static string Namespace(string option, string text) => !Names.TooLong(text)
        ? Text(option, text)
        : throw new FormatException($"{option} must have 1 to {Limits.IdBytes} bytes, not {Names.Bytes(text)}.");

    /// <summary>A search attribute with its type.</summary>
    public static KeyValuePair<string, IndexedValueType> SearchAttribute(string option, string text) =>
        text.Split('=') is [{ Length: > 0 } name, { } type] && TypeOf(type) is { } parsed
            ? new(name, parsed)
            : throw new FormatException($"{option} must be NAME=TYPE, with one of the types {Types}, not {text}.");

    /// <summary>The type of a search attribute.</summary>
    public static IndexedValueType SearchAttributeType(string option, string text) => TypeOf(text)
        ?? throw new FormatException($"{option} must be one of the types {Types}, not {text}.");

    /// <summary>
    /// The addresses allowed for completion callbacks, under one of the names that Temporal's server has for the
    /// setting.
    /// </summary>
    public static CallbackAddresses CallbackAddresses(string option, string text)
    {
        var parts = text.Split('=', 2);
        if (!CallbackKeys.Contains(parts[0]) || parts.Length < 2)
        {
            throw new FormatException(
                $"{option} knows the settings {string.Join(", ", CallbackKeys)}, written KEY=VALUE, not {text}.");
        }

        try
        {
            return new(JsonSerializer.Deserialize(parts[1], OptionJson.Default.RuleArray) ?? []);
        }
        catch (JsonException)
        {
            throw new FormatException(
                $$"""{{parts[0]}} must be like [{"Pattern":"localhost:*","AllowInsecure":true}], not {{parts[1]}}.""");
        }
    }

    /// <summary>One of several fixed values.</summary>
    public static T Choice<T>(string option, string text, IReadOnlyDictionary<string, T> choices) =>
        choices.TryGetValue(text, out var choice)
            ? choice
            : throw new FormatException($"{option} must be {string.Join(", ", choices.Keys)}, not {text}.");

    private static IndexedValueType? TypeOf(string word) =>
        Enum.TryParse<IndexedValueType>(word, ignoreCase: true, out var parsed)
            && parsed != IndexedValueType.Unspecified
            && Enum.IsDefined(parsed)
                ? parsed
                : null;
}
