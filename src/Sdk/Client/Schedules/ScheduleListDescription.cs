using Cairn.Api.Schedule.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client.Schedules;

/// <summary>A schedule as a list shows it.</summary>
public class ScheduleListDescription
{
    /// <summary>Creates it of what the server answered.</summary>
    protected internal ScheduleListDescription(ScheduleListEntry rawEntry, DataConverter dataConverter)
    {
        Id = rawEntry.ScheduleId;
        Memo = rawEntry.Memo?.Fields.ToDictionary(
            field => field.Key, IEncodedRawValue (field) => new EncodedRawValue(dataConverter, field.Value)) ?? [];
        TypedSearchAttributes = rawEntry.SearchAttributes is { } attributes
            ? SearchAttributeCollection.FromProto(attributes)
            : SearchAttributeCollection.Empty;
        if (rawEntry.Info is { } info)
        {
            Schedule = new(
                new ScheduleListActionStartWorkflow(info.WorkflowType.Name),
                ScheduleSpec.FromProto(info.Spec),
                new(info.Notes.Length == 0 ? null : info.Notes, info.Paused));
            Info = new(
                [.. info.RecentActions.Select(ScheduleActionResult.FromProto)],
                [.. info.FutureActionTimes.Select(time => time.ToDateTime())]);
        }
    }

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>When it acts, and what it does; null for a moment after it was created.</summary>
    public ScheduleListSchedule? Schedule { get; }

    /// <summary>What came of it; null for a moment after it was created.</summary>
    public ScheduleListInfo? Info { get; }

    /// <summary>Its memo.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo { get; }

    /// <summary>Its search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes { get; }
}
