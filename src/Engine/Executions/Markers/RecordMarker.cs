using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Markers;

/// <summary>The workflow, or its SDK, records data for its own replay.</summary>
internal static class RecordMarker
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var attributes = command.RecordMarkerCommandAttributes;
        if (string.IsNullOrEmpty(attributes?.MarkerName))
        {
            return new(WorkflowTaskFailedCause.BadRecordMarkerAttributes, attributes is null
                ? "RecordMarkerCommandAttributes is not set on RecordMarkerCommand."
                : "MarkerName is not set on RecordMarkerCommand.");
        }

        if (Names.TooLong(attributes.MarkerName))
        {
            return new(
                WorkflowTaskFailedCause.BadRecordMarkerAttributes,
                $"MarkerName on RecordMarkerCommand exceeds length limit. MarkerName={attributes.MarkerName} "
                    + $"Length={Names.Bytes(attributes.MarkerName)} Limit={Limits.IdBytes}");
        }

        if (attributes.Details.Values.Sum(details => (long)details.CalculateSize()) > Limits.BlobBytes)
        {
            return new(
                WorkflowTaskFailedCause.BadRecordMarkerAttributes,
                "RecordMarkerCommandAttributes.Details exceeds size limit.",
                Terminates: true);
        }

        var e = new HistoryEvent
        {
            EventType = EventType.MarkerRecorded,
            UserMetadata = command.UserMetadata,
            MarkerRecordedEventAttributes = new MarkerRecordedEventAttributes
            {
                MarkerName = attributes.MarkerName,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                Header = attributes.Header,
                Failure = attributes.Failure,
            },
        };
        e.MarkerRecordedEventAttributes.Details.Add(attributes.Details);
        context.Turn.Write(e);
        return null;
    }
}
