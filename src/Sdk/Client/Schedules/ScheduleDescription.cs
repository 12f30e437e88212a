using Cairn.Api.WorkflowService.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client.Schedules;

/// <summary>A schedule with its state.</summary>
public class ScheduleDescription
{
    /// <summary>Creates it from the server's answer.</summary>
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

    /// <summary>The schedule itself.</summary>
    public Schedule Schedule { get; private init; }

    /// <summary>Its past and future actions.</summary>
    public ScheduleInfo Info { get; private init; }

    /// <summary>Its memo.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo { get; }

    /// <summary>Its search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes { get; }

    /// <summary>The server's answer.</summary>
    public DescribeScheduleResponse RawDescription { get; }
}
