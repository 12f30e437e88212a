using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.TaskQueue.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Twins.Kit;

/// <summary>
/// Writes one history as JSON in the form of the recordings: ids are named in the order in which they turn up, moments
/// become a placeholder, what is empty goes, and so does what cannot be equal.
/// </summary>
/// <param name="taskQueue">The task queue of the play.</param>
/// <param name="drop">Further fields that are left out.</param>
internal sealed partial class Normaliser(string taskQueue, IReadOnlyCollection<string> drop)
{
    private const string Time = "<time>";

    private readonly Dictionary<string, string> runs = [];

    /// <summary>Every event, in order.</summary>
    public JsonArray History(IEnumerable<HistoryEvent> events) => [.. events.Select(Event)];

    /// <summary>How many events there are of each type, workflow tasks aside.</summary>
    public static JsonArray Counts(IEnumerable<HistoryEvent> events) =>
    [
        new JsonObject(events
            .Select(e => NameOf(e.EventType))
            .Where(type => !type.StartsWith("WORKFLOW_TASK_", StringComparison.Ordinal))
            .GroupBy(type => type)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key, group.Count()))),
    ];

    /// <summary>The name of an event's type as the recordings have it.</summary>
    public static string NameOf(EventType type) => NameOf(
        HistoryEvent.Descriptor.FindFieldByNumber(HistoryEvent.EventTypeFieldNumber).EnumType, (int)type)
        .Replace("EVENT_TYPE_", string.Empty, StringComparison.Ordinal);

    /// <summary>A text without the ids that no two plays have in common.</summary>
    public static string Plain(string text) => Uuid().Replace(text, "<uuid>");

    private static string NameOf(EnumDescriptor type, int value) => type.FindValueByNumber(value).Name;

    private JsonObject Event(HistoryEvent e)
    {
        var plain = new JsonObject
        {
            ["id"] = e.EventId.ToString(CultureInfo.InvariantCulture),
            ["type"] = NameOf(e.EventType),
        };
        if (e.UserMetadata is { } metadata && !drop.Contains("userMetadata"))
        {
            plain["userMetadata"] = Message(metadata) ?? new JsonObject();
        }

        var attributes = HistoryEvent.Descriptor.Oneofs.Single(o => o.Name == "attributes")
            .Accessor.GetCaseFieldDescriptor(e);
        plain["attributes"] = Message((IMessage)attributes.Accessor.GetValue(e)) ?? new JsonObject();
        return plain;
    }

    // Fields are visited by name, because ids are numbered as they turn up.
    private JsonObject? Message(IMessage message)
    {
        var plain = new JsonObject();
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        foreach (var field in fields.OrderBy(f => f.JsonName, StringComparer.Ordinal))
        {
            if (Dropped.Fields.Contains(field.JsonName) || drop.Contains(field.JsonName)
                || (field.HasPresence && !field.Accessor.HasValue(message)))
            {
                continue;
            }

            var value = field.Accessor.GetValue(message);
            var node = Dropped.Times.Contains(field.JsonName) && value is not null ? Time : Field(field, value);
            if (node is not null)
            {
                plain[field.JsonName] = node;
            }
        }

        return plain.Count > 0 ? plain : null;
    }

    private JsonNode? Field(FieldDescriptor field, object? value) => value switch
    {
        System.Collections.IDictionary map when field.IsMap => Map(map),
        System.Collections.IList list when field.IsRepeated =>
            list.Count == 0 ? null : new JsonArray([.. list.Cast<object>().Select(item => One(field, item))]),
        _ => One(field, value),
    };

    private JsonObject? Map(System.Collections.IDictionary map)
    {
        var plain = new JsonObject(map.Keys.Cast<string>()
            .Order(StringComparer.Ordinal)
            .Select(key => KeyValuePair.Create<string, JsonNode?>(key, map[key] switch
            {
                IMessage message => Message(message),
                ByteString bytes => JsonValue.Create(bytes.ToBase64()),
                var other => JsonValue.Create(Text((string)other!)),
            }))
            .Where(entry => entry.Value is not null));
        return plain.Count > 0 ? plain : null;
    }

    private JsonNode? One(FieldDescriptor field, object? value) => value switch
    {
        null or false or 0 or 0L or 0U or 0UL or 0F or 0D or "" => null,
        true => true,
        Duration duration => Length(duration),
        Timestamp => Time,
        TaskQueue { Kind: TaskQueueKind.Sticky } queue => Sticky(queue),
        IMessage message => Message(message),
        System.Enum kind => Convert.ToInt32(kind, CultureInfo.InvariantCulture) is var number and not 0
            ? NameOf(field.EnumType, number)
            : null,
        ByteString bytes => bytes.IsEmpty ? null : field.JsonName == "data" ? Data(bytes) : bytes.ToBase64(),
        string id when IsRun(field.JsonName) => Run(id),
        string when field.JsonName == "namespaceId" => "<namespace>",
        string text => Text(text),
        long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static bool IsRun(string name) => name == "runId" || name.EndsWith("RunId", StringComparison.Ordinal);

    private JsonObject? Sticky(TaskQueue queue)
    {
        var plain = Message(queue)!;
        plain["name"] = "<sticky queue>";
        return plain;
    }

    private static JsonValue? Length(Duration duration)
    {
        var seconds = duration.Seconds + (duration.Nanos / 1e9);
        return seconds == 0 ? null : JsonValue.Create(seconds.ToString(CultureInfo.InvariantCulture) + "s");
    }

    private JsonValue Data(ByteString bytes)
    {
        var text = bytes.ToStringUtf8();
        return JsonValue.Create(ByteString.CopyFromUtf8(text).Equals(bytes)
            ? Text(Moment().Replace(text, "\"" + Time + "\""))
            : bytes.ToBase64());
    }

    private string Run(string id)
    {
        if (!runs.TryGetValue(id, out var name))
        {
            runs[id] = name = $"<run {runs.Count + 1}>";
        }

        return name;
    }

    private string Text(string text)
    {
        var plain = new StringBuilder(text);
        plain.Replace(taskQueue, "<queue>");
        foreach (var (id, name) in runs)
        {
            plain.Replace(id, name);
        }

        return Plain(plain.ToString());
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("""\{"seconds":\d{10},"nanos":\d+\}""")]
    private static partial Regex Moment();
}
