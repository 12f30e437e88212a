using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// A patch as history keeps it: marker "core_patch" with its data as JSON, as Temporal's SDKs on sdk-core write it.
/// The older form, with one detail for each field, can be read too.
/// </summary>
/// <param name="PatchId">The patch's id.</param>
/// <param name="Deprecated">Whether code that does not know the patch may replay this history.</param>
internal sealed record PatchMarker(string PatchId, bool Deprecated)
{
    /// <summary>The marker's name.</summary>
    public const string MarkerName = "core_patch";

    /// <summary>The search attribute that lists a run's patches.</summary>
    public const string ChangeVersion = "TemporalChangeVersion";

    private const string DataKey = "patch-data";

    /// <summary>Reads the marker, if the event is one.</summary>
    public static bool TryRead(HistoryEvent e, [NotNullWhen(true)] out PatchMarker? marker)
    {
        marker = null;
        if (e.MarkerRecordedEventAttributes is not { MarkerName: MarkerName } attributes)
        {
            return false;
        }

        var details = attributes.Details;
        marker = FirstOf(details, DataKey) is { } data
            ? FromJson(data)
            : new(
                FirstOf(details, "patch_id")?.ToStringUtf8() ?? string.Empty,
                FirstOf(details, "deprecated") is { Length: > 0 } flag && flag[0] == 1);
        return true;
    }

    /// <summary>Whether history may have the event although the code does not produce it.</summary>
    public static bool MayBeIgnored(HistoryEvent e) => e.EventType switch
    {
        EventType.MarkerRecorded => TryRead(e, out var marker) && marker.Deprecated,
        _ => IsChangeVersion(e),
    };

    /// <summary>Whether the event writes the list of patches.</summary>
    public static bool IsChangeVersion(HistoryEvent e) =>
        e.UpsertWorkflowSearchAttributesEventAttributes?.SearchAttributes is { } attributes
        && attributes.IndexedFields.ContainsKey(ChangeVersion);

    /// <summary>The marker's details.</summary>
    public Payloads ToDetails() => new()
    {
        Payloads_ =
        {
            MarkerJson.ToPayload(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", PatchId);
                json.WriteBoolean("deprecated", Deprecated);
                json.WriteEndObject();
            }),
        },
    };

    /// <summary>The key of <see cref="ToDetails"/> in the marker.</summary>
    public static string DetailsKey => DataKey;

    /// <summary>The list of patches as a search attribute.</summary>
    public static Payload ToChangeVersion(IEnumerable<string> sortedIds)
    {
        var payload = MarkerJson.ToPayload(json =>
        {
            json.WriteStartArray();
            foreach (var id in sortedIds)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        });
        payload.Metadata.Add("type", ByteString.CopyFromUtf8("KeywordList"));
        return payload;
    }

    private static PatchMarker FromJson(ByteString data)
    {
        using var json = JsonDocument.Parse(data.Memory);
        return new(
            json.RootElement.GetProperty("id").GetString()!,
            json.RootElement.TryGetProperty("deprecated", out var flag) && flag.GetBoolean());
    }

    private static ByteString? FirstOf(MapField<string, Payloads> details, string key) =>
        details.TryGetValue(key, out var payloads) && payloads.Payloads_.Count > 0 ? payloads.Payloads_[0].Data : null;
}
