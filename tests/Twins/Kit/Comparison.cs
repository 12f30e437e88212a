using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cairn.Tests.Twins.Kit;

/// <summary>Finds where two recordings differ.</summary>
internal static class Comparison
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The recording of a twin against that of Temporal's server.</summary>
    public static IEnumerable<Difference> Of(Twin twin, Recording recording)
    {
        var expected = Golden.Of(twin.Scenario);
        var isCounted = (string?)expected["compareAs"] == "counts";
        var got = new JsonObject
        {
            ["compareAs"] = (string?)expected["compareAs"],
            ["facts"] = JsonNode.Parse(Normaliser.Plain(recording.Facts.ToJsonString())),
            ["histories"] = new JsonArray(
            [
                .. recording.Histories.Select(history => isCounted
                    ? Normaliser.Counts(history.Events)
                    : new Normaliser(recording.TaskQueue, twin.Drop).History(history.Events)),
            ]),
        };
        return Of(expected, JsonNode.Parse(got.ToJsonString()), string.Empty);
    }

    private static IEnumerable<Difference> Of(JsonNode? expected, JsonNode? got, string path) => (expected, got) switch
    {
        (JsonObject left, JsonObject right) => left.Select(entry => entry.Key)
            .Union(right.Select(entry => entry.Key))
            .SelectMany(name => Of(left[name], right[name], $"{path}/{name}")),
        (JsonArray left, JsonArray right) when Types(left) != Types(right) => [new(path, Types(left), Types(right))],
        (JsonArray left, JsonArray right) => Enumerable.Range(0, Math.Max(left.Count, right.Count)).SelectMany(
            place => Of(left.ElementAtOrDefault(place), right.ElementAtOrDefault(place), $"{path}/{place}")),
        _ when Show(expected) == Show(got) => [],
        _ => [new(path, Show(expected), Show(got))],
    };

    // Once an event is missing, nothing after it can be compared.
    private static string Types(JsonArray events) => string.Join(
        ' ', events.Select(e => e is JsonObject history ? history["type"]?.ToString() : null));

    private static string? Show(JsonNode? node) => node?.ToJsonString(Readable);
}
