using Cairn.Api.History.V1;
using Cairn.Engine.Journal;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// The newest events of a cached execution: enough for its next workflow task without reading the store.
/// </summary>
/// <param name="firstEventId">The id of the first event that it will hold.</param>
internal sealed class HistoryTail(long firstEventId)
{
    private const int Kept = 256;

    private readonly List<HistoryEvent> events = [];

    /// <summary>The id of the oldest event that is kept; the id after the last one if none is.</summary>
    public long FirstEventId { get; private set; } = firstEventId;

    private long NextEventId => FirstEventId + events.Count;

    /// <summary>Adds the events among the given records.</summary>
    public void Append(IEnumerable<Record> records)
    {
        foreach (var record in records)
        {
            if (EventOf(record) is { } e)
            {
                events.Add(e);
            }
        }
    }

    /// <summary>Removes the events from an id on: the decision that wrote them is undone.</summary>
    public void RemoveFrom(long eventId)
    {
        var kept = (int)Math.Clamp(eventId - FirstEventId, 0, events.Count);
        events.RemoveRange(kept, events.Count - kept);
    }

    /// <summary>Inserts older events from the store before those in memory.</summary>
    public void Prepend(IReadOnlyList<HistoryEvent> older)
    {
        events.InsertRange(0, older);
        FirstEventId -= older.Count;
    }

    /// <summary>Removes old durable events, except those that a worker with a cached run needs.</summary>
    public void Trim(long durableNextEventId, long neededEventId)
    {
        var surplus = (int)Math.Min(
            events.Count - Kept, Math.Min(durableNextEventId, neededEventId) - FirstEventId);
        if (surplus > Kept)
        {
            events.RemoveRange(0, surplus);
            FirstEventId += surplus;
        }
    }

    /// <summary>The events from one id up to another one, exclusive; null if some are not in memory.</summary>
    public IReadOnlyList<HistoryEvent>? Range(long fromEventId, long toEventId) =>
        fromEventId < FirstEventId || toEventId > NextEventId
            ? null
            : events.GetRange((int)(fromEventId - FirstEventId), (int)Math.Max(0, toEventId - fromEventId));

    /// <summary>The history event of a record; null if it is none.</summary>
    public static HistoryEvent? EventOf(Record record) => record.FactCase switch
    {
        Record.FactOneofCase.Event => record.Event,
        Record.FactOneofCase.Flushed => record.Flushed,
        _ => null,
    };
}
