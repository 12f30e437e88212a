using Cairn.Api.History.V1;
using Cairn.Engine;
using Google.Protobuf;
using Record = Cairn.Engine.Journal.Record;

namespace Cairn.Tests.Engine;

/// <summary>Records and effects as lines of a transcript.</summary>
internal static class RecordText
{
    /// <summary>A record: an event by its id, an event that waits, or a fact.</summary>
    public static string Of(Record record) => record.FactCase switch
    {
        Record.FactOneofCase.Event => $"event {Of(record.Event)}",
        Record.FactOneofCase.Buffered => $"buffered {Of(record.Buffered)}",
        Record.FactOneofCase.Flushed => $"flushed {Of(record.Flushed)}",
        Record.FactOneofCase.TimerUnbuffered => $"fact TimerUnbuffered timerId={record.TimerUnbuffered}",
        _ => $"fact {record.FactCase} {WireText.Fields(Fact(record))}".TrimEnd(),
    };

    /// <summary>An event: id, time, type, attributes.</summary>
    public static string Of(HistoryEvent e)
    {
        var attributes = (IMessage)HistoryEvent.Descriptor.Oneofs
            .Single(oneof => oneof.Name == "attributes")
            .Accessor.GetCaseFieldDescriptor(e)
            .Accessor.GetValue(e);
        var id = e.EventId == 0 ? "" : $"{e.EventId} ";
        var metadata = e.UserMetadata is null ? "" : $" userMetadata={WireText.Value(e.UserMetadata)}";
        var time = WireText.Time(e.EventTime.ToDateTimeOffset());
        return $"{id}{time} {e.EventType} {WireText.Fields(attributes)}{metadata}".TrimEnd();
    }

    /// <summary>An effect.</summary>
    public static string Of(Effect effect)
    {
        var fields = effect.GetType().GetProperties()
            .Where(property => property.Name != "EqualityContract")
            .Select(property => $" {Camel(property.Name)}={WireText.Value(property.GetValue(effect))}");
        return $"effect {effect.GetType().Name}{string.Concat(fields)}";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IMessage Fact(Record record) => (IMessage)Record.Descriptor.Oneofs[0]
        .Accessor.GetCaseFieldDescriptor(record)
        .Accessor.GetValue(record);
}
