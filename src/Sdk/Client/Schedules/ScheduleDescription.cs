using Cairn.Api.WorkflowService.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client.Schedules;

/// <summary>All that is known of a schedule.</summary>
public class ScheduleDescription
{
    /// <summary>Creates it of what the server answered.</summary>
    protected internal ScheduleDescription(
        string id, Schedule schedule, DescribeScheduleResponse rawDescription, DataConverter dataConverter)
    {
        Id = id;
        Schedule = schedule;
        RawDescription = rawDescription;
        Info = ScheduleInfo.FromProto(rawDescription.Info);
        Memo = rawDescription.Memo?.Fields.ToDictionary(
            field => field.Key, IEncodedRawValue (field) => new EncodedRawValue(dataConverter, field.Value)) ?? [];
        TypedSearchAttributes = rawDescription.SearchAttributes is { } attributes
            ? SearchAttributeCollection.FromProto(attributes)
            : SearchAttributeCollection.Empty;
    }

    /// <summary>The id.</summary>
    public string Id { get; private init; }

    /// <summary>When it acts, and what it does.</summary>
    public Schedule Schedule { get; private init; }

    /// <summary>What came of it so far.</summary>
    public ScheduleInfo Info { get; private init; }

    /// <summary>Its memo.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo { get; }

    /// <summary>Its search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes { get; }

    /// <summary>The server's answer.</summary>
    public DescribeScheduleResponse RawDescription { get; }
}
