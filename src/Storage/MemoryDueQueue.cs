namespace Cairn.Storage;

/// <summary>
/// The executions of one partition of a <see cref="MemoryStore"/> that have a wake time, earliest first.
/// </summary>
internal sealed class MemoryDueQueue
{
    private readonly SortedSet<Place> places = new(Comparer<Place>.Create(Compare));

    public void Add(MemoryExecution execution)
    {
        if (execution.Head.WakeAt is { } wakeAt)
        {
            places.Add(new(wakeAt, execution.Head.Key.RunId.Value, execution));
        }
    }

    public void Remove(MemoryExecution execution)
    {
        if (execution.Head.WakeAt is { } wakeAt)
        {
            places.Remove(new(wakeAt, execution.Head.Key.RunId.Value, execution));
        }
    }

    public IEnumerable<ExecutionHead> Find(DueCursor? after, DateTimeOffset until, int limit)
    {
        var first = new Place(after?.WakeAt ?? DateTimeOffset.MinValue, after?.RunId.Value ?? "", null);
        if (places.Count == 0 || Compare(first, places.Max) > 0)
        {
            return [];
        }

        return places.GetViewBetween(first, places.Max)
            .SkipWhile(place => after is { } cursor && place.IsAt(cursor))
            .TakeWhile(place => place.WakeAt <= until)
            .Take(limit)
            .Select(place => place.Execution!.Head);
    }

    private static int Compare(Place x, Place y)
    {
        var byMoment = x.WakeAt.CompareTo(y.WakeAt);
        var byRun = byMoment != 0 ? byMoment : string.CompareOrdinal(x.RunId, y.RunId);
        return byRun != 0 ? byRun : (x.Execution is null ? 0 : 1) - (y.Execution is null ? 0 : 1);
    }

    /// <summary>
    /// A place in the queue. Without an execution it is the place before all that share its time and run.
    /// </summary>
    private readonly record struct Place(DateTimeOffset WakeAt, string RunId, MemoryExecution? Execution)
    {
        public bool IsAt(DueCursor cursor) => WakeAt == cursor.WakeAt && RunId == cursor.RunId.Value;
    }
}
