using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Chunks;

/// <summary>
/// Collects history, whole or in parts, and cuts it into logical workflow tasks. Tasks that failed or timed out join
/// the
/// next completed one. Heartbeats, which are completions that a new task follows at once, join it too. An update that
/// arrived during heartbeats is delivered in a task of its own again.
/// </summary>
internal sealed class HistoryBuffer
{
    private HistoryEvent[] events = [];
    private int next;
    private long beforeTask;

    /// <summary>The id of the last event that a returned chunk contains.</summary>
    public long ConsumedEventId { get; private set; }

    /// <summary>
    /// Adds events. Events that were already consumed are skipped; events kept from an earlier call are replaced.
    /// </summary>
    /// <returns>False if events are missing in between: nothing is added, and the caller needs full history.</returns>
    public bool TryAppend(IReadOnlyList<HistoryEvent> history)
    {
        var skip = 0;
        while (skip < history.Count && history[skip].EventId <= ConsumedEventId)
        {
            skip++;
        }

        if (skip < history.Count && history[skip].EventId != ConsumedEventId + 1)
        {
            return false;
        }

        events = new HistoryEvent[history.Count - skip];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = history[skip + i];
        }

        next = 0;
        return true;
    }

    /// <summary>Takes the next logical workflow task out of the buffer.</summary>
    /// <param name="chunk">The events, and the command events that follow them.</param>
    /// <param name="withRest">
    /// Whether events after the last task are returned as a chunk without a started event.
    /// </param>
    public bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HistoryChunk? chunk, bool withRest)
    {
        chunk = null;
        var end = FindEnd();
        if (end < 0 && withRest)
        {
            end = events.Length - 1;
        }

        if (end < next)
        {
            return false;
        }

        chunk = Cut(end);
        beforeTask = chunk.Started?.WorkflowTaskStartedEventAttributes?.ScheduledEventId - 1 ?? 0;
        ConsumedEventId = events[end].EventId;
        next = end + 1;
        return true;
    }

    /// <summary>
    /// Forgets that events of the last workflow task were consumed, because the server did not write them. Those before
    /// the task were written: they come again, and are skipped.
    /// </summary>
    /// <param name="eventId">The started event of the task before it.</param>
    public void RollBack(long eventId)
    {
        ConsumedEventId = Math.Min(ConsumedEventId, Math.Max(eventId, beforeTask));
        (events, next) = ([], 0);
    }

    private HistoryChunk Cut(int end)
    {
        var following = end + 1;
        var completed = following < events.Length && events[following].EventType == EventType.WorkflowTaskCompleted
            ? events[following++]
            : null;
        var stop = following;
        while (stop < events.Length && events[stop].IsCommandEvent())
        {
            stop++;
        }

        return new(
            new(events, next, end + 1 - next),
            completed is null ? ArraySegment<HistoryEvent>.Empty : new(events, following, stop - following),
            completed,
            events[end].EventType == EventType.WorkflowTaskStarted ? events[end] : null);
    }

    private int FindEnd()
    {
        var heartbeat = -1;
        var skipped = new List<int>();
        for (var i = next; i < events.Length; i++)
        {
            if (events[i].IsClose())
            {
                return i;
            }

            if (events[i].EventType != EventType.WorkflowTaskStarted)
            {
                continue;
            }

            switch (After(i, 1))
            {
                case EventType.Unspecified:
                    return i;
                case EventType.WorkflowTaskCompleted when After(i, 2) == EventType.WorkflowTaskScheduled:
                    heartbeat = i;
                    skipped.Add(i);
                    break;
                case EventType.WorkflowTaskCompleted:
                    return BeforeUpdate(i, skipped);
            }
        }

        return heartbeat;
    }

    // The heartbeat that ended before the update arrived; without one, the task itself.
    private int BeforeUpdate(int started, List<int> heartbeats)
    {
        if (After(started, 2) != EventType.WorkflowExecutionUpdateAccepted)
        {
            return started;
        }

        var came = events[started + 2].WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequestSequencingEventId;
        var before = heartbeats.FindLastIndex(heartbeat => events[heartbeat].EventId < came);
        return before < 0 ? started : heartbeats[before];
    }

    private EventType After(int index, int distance) =>
        index + distance < events.Length ? events[index + distance].EventType : EventType.Unspecified;
}
