using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cairn.Tests.Server;

namespace Cairn.Tests.BadInput;

/// <summary>
/// Fills in what a file of cases cannot say: <c>${long}</c> is a name of 1,001 letters, <c>${letters:N}</c> one of N,
/// <c>${wide:N}</c> one of N letters of two bytes; <c>${bytes:N}</c> is so many bytes in base64, and
/// <c>${text:T}</c> a text; all else is what the world knows.
/// </summary>
/// <param name="known">What the world knows: ids of runs and tokens of tasks.</param>
internal sealed partial class Words(IReadOnlyDictionary<string, string> known)
{
    /// <summary>What the world knows.</summary>
    public IReadOnlyDictionary<string, string> Known => known;

    /// <summary>The text with everything filled in.</summary>
    public string Fill(string text) => Placeholder().Replace(text, found => Value(found.Groups[1].Value));

    /// <summary>The JSON with everything filled in.</summary>
    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject all => new JsonObject(all.Select(each => KeyValuePair.Create(Fill(each.Key), Fill(each.Value)))),
        JsonArray all => new JsonArray([.. all.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>
    /// A good request, changed: objects are merged, and so are lists with objects that name places in them; null takes
    /// a field away, all else takes its place.
    /// </summary>
    public static JsonNode? Merge(JsonNode? good, JsonNode? change)
    {
        if (change is not JsonObject changes)
        {
            return change?.DeepClone();
        }

        if (good is JsonArray list)
        {
            return new JsonArray(
                [.. list.Select((each, index) => Merge(each, changes[$"{index}"] ?? new JsonObject()))]);
        }

        var merged = (good as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in changes)
        {
            var result = Merge(merged[name], value);
            merged.Remove(name);
            if (result is not null)
            {
                merged[name] = result;
            }
        }

        return merged;
    }

    /// <summary>So much of the message of an answer as a text is long.</summary>
    public static string Start(Answer answer, string text) =>
        answer.Message[..Math.Min(text.Length, answer.Message.Length)];

    private string Value(string name) => name.Split(':', 2) switch
    {
        ["long"] => new string('x', 1001),
        ["letters", var count] => new string('x', Number(count)),
        ["wide", var count] => new string('ž', Number(count)),
        ["bytes", var count] => Convert.ToBase64String(new byte[Number(count)]),
        ["text", var text] => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        _ => known[name],
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
