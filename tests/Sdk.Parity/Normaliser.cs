using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cairn.Api.History.V1;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>
/// Writes histories as one line of JSON an event, without what no two plays have in common: moments, tokens of the
/// server, and ids of runs, which are named in the order in which they turn up.
/// </summary>
internal sealed partial class Normaliser
{
    private static readonly HashSet<string> Dropped =
    [
        // The moment and the place in the server's own log.
        "eventTime", "taskId", "historySizeBytes",

        // Names that processes and SDKs give themselves and their requests.
        "identity", "requestId", "workerInstanceKey", "sdkName", "sdkVersion", "workerVersion", "source",
    ];

    private static readonly HashSet<string> Times =
        [
        "workflowExecutionExpirationTime", "startedTime", "scheduledTime", "originalScheduledTime", "createTime",
        "expireTime", "firstWorkflowTaskBackoff",
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    private readonly Dictionary<string, string> ids = [];

    /// <summary>The lines of a recording: its histories and its facts.</summary>
    public static IReadOnlyList<string> Lines(Recording recording)
    {
        var normaliser = new Normaliser();
        return
        [
            .. recording.Histories.SelectMany(history => History.Parser.ParseFrom(history.History).Events
                .Select(e => $"{history.Id} {normaliser.Text(Event(e))}")),
            .. recording.Facts.Select(normaliser.Text),
        ];
    }

    private static string Event(HistoryEvent e) =>
        Plain(string.Empty, JsonNode.Parse(Formatter.Format(e)))!.ToJsonString(Readable);

    // The same without what is empty or cannot be equal; null if nothing is left.
    private static JsonNode? Plain(string name, JsonNode? node) => (name, node) switch
    {
        ("stackTrace", JsonValue) => string.Join(", ", Frame().Matches((string)node!).Select(m => m.Groups["method"])),
        ("coreUsedFlags", JsonArray flags) => new JsonArray(
            [.. flags.OrderBy(flag => (int)flag!).Select(flag => flag!.DeepClone())]),
        (_, JsonArray items) => new JsonArray([.. items.Select(item => Plain(string.Empty, item))]),
        (_, JsonObject fields) when fields.ContainsKey("metadata") => Payload(fields),
        (_, JsonObject fields) => Fields(fields),
        _ when Times.Contains(name) => "<time>",
        _ => node?.DeepClone(),
    };

    private static JsonObject? Fields(JsonObject fields)
    {
        var isSticky = (string?)fields["kind"] == "TASK_QUEUE_KIND_STICKY";
        var plain = new JsonObject(
            from field in fields
            where !Dropped.Contains(field.Key) && !(isSticky && field.Key == "name")
            orderby field.Key
            let value = Plain(field.Key, field.Value)
            where value is not null
            select KeyValuePair.Create<string, JsonNode?>(field.Key, value));
        return plain.Count > 0 ? plain : null;
    }

    // Its encoding and its text; what a codec has encoded is decoded as well.
    private static JsonObject Payload(JsonObject payload)
    {
        var data = payload["data"] is { } written ? Convert.FromBase64String((string)written!) : [];
        var metadata = payload["metadata"]!.AsObject().ToDictionary(
            entry => entry.Key, entry => Encoding.UTF8.GetString(Convert.FromBase64String((string)entry.Value!)));
        return metadata["encoding"] == "binary/inverted"
            ? new JsonObject
            {
                ["owner"] = metadata["owner"],
                ["coded"] = Payload(JsonNode.Parse(Formatter.Format(
                    Api.Common.V1.Payload.Parser.ParseFrom([.. data.Select(one => (byte)~one)])))!.AsObject()),
            }
            : new JsonObject
            {
                ["metadata"] = string.Join(' ', metadata.OrderBy(entry => entry.Key).Select(entry => entry.Value)),
                ["data"] = Stack().Replace(Moment().Replace(Encoding.UTF8.GetString(data), "<time>"), "<stack>"),
            };
    }

    private string Text(string text) => Uuid().Replace(text, match =>
        ids.TryGetValue(match.Value, out var id) ? id : ids[match.Value] = $"<id {ids.Count + 1}>");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("""\{"seconds":\d{10},"nanos":\d+\}""")]
    private static partial Regex Moment();

    [GeneratedRegex("""(?<="stack_trace":")[^"]*""")]
    private static partial Regex Stack();

    // The frames of the scenarios; how an SDK comes to call them is its own affair.
    [GeneratedRegex(@"Parity\.Scenarios\.(?<method>[^\r\n]*?) in ")]
    private static partial Regex Frame();
}
