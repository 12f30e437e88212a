using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Chunks;

/// <summary>
/// Takes history as it comes, whole or in parts, and cuts it into logical workflow tasks. Tasks that failed or timed
/// out join the next good one, and so do heartbeats: completions that a new task follows at once. But an update that
/// came during heartbeats comes in a task of its own again.
/// </summary>
internal sealed class HistoryBuffer
{
    private HistoryEvent[] events = [];
    private int next;

    /// <summary>The id of the last event that a chunk has carried.</summary>
    public long ConsumedEventId { get; private set; }

    /// <summary>
    /// Adds events; those already consumed are skipped, and events kept from an earlier call are replaced.
    /// </summary>
    /// <returns>False if events are missing in between: then nothing is added, and full history is needed.</returns>
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

    /// <summary>Cuts the next logical workflow task off.</summary>
    /// <param name="chunk">The events, with what follows them.</param>
    /// <param name="withRest">Whether events after the last task come as a chunk without a started event.</param>
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
        ConsumedEventId = events[end].EventId;
        next = end + 1;
        return true;
    }

    /// <summary>Forgets that events were consumed: they were not written after all.</summary>
    /// <param name="eventId">The last event that stays.</param>
    public void RollBack(long eventId)
    {
        ConsumedEventId = Math.Min(ConsumedEventId, eventId);
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

    // The heartbeat that was over before the update came; without one, the task itself.
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
