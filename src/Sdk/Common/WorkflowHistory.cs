using System.Text.Json;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Google.Protobuf;

namespace Cairn.Common;

/// <summary>A recorded history, to be kept in a file and replayed.</summary>
/// <param name="Id">The workflow id; histories do not contain it.</param>
/// <param name="Events">The events, in order.</param>
public record WorkflowHistory(string Id, IReadOnlyCollection<HistoryEvent> Events)
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation());
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>Reads protobuf JSON; enum values may have their older CamelCase names.</summary>
    /// <exception cref="JsonException">It is not JSON, an event has no type, or a value of an enum is unknown.
    /// </exception>
    /// <exception cref="InvalidProtocolBufferException">It is JSON, but not a history.</exception>
    public static WorkflowHistory FromJson(string workflowId, string json)
    {
        ArgumentNullException.ThrowIfNull(workflowId);
        var events = Parser.Parse<History>(WorkflowHistoryJson.Normalize(json)).Events;
        return events.FirstOrDefault(e => e.EventType == EventType.Unspecified) is { } untyped
            ? throw new JsonException($"Event {untyped.EventId} has no type.")
            : new(workflowId, events);
    }

    /// <summary>Writes protobuf JSON, as all of Temporal's tools do.</summary>
    public string ToJson() => Formatter.Format(new History { Events = { Events } });

    /// <summary>Writes protobuf JSON, as all of Temporal's tools do.</summary>
    public void ToJson(TextWriter writer) => Formatter.Format(new History { Events = { Events } }, writer);
}
