using Cairn.Api.Schedule.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client.Schedules;

/// <summary>A schedule in a list.</summary>
public class ScheduleListDescription
{
    /// <summary>Creates it from the server's answer.</summary>
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

    /// <summary>The schedule itself; null for a moment after it was created.</summary>
    public ScheduleListSchedule? Schedule { get; }

    /// <summary>Its past and future actions; null for a moment after it was created.</summary>
    public ScheduleListInfo? Info { get; }

    /// <summary>Its memo.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo { get; }

    /// <summary>Its search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes { get; }
}
