namespace Cairn.Runtime.Partitions;

/// <summary>A caller that waits for new events of a run.</summary>
/// <param name="nextEventId">The id of the first event that the caller has not seen.</param>
/// <param name="closeOnly">Whether the caller waits only for the end of the run.</param>
internal sealed class HistoryWaiter(long nextEventId, bool closeOnly)
{
    private readonly TaskCompletionSource<bool> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes with true when the caller should read again, because events came or the partition was reset; with
    /// false when the wait ended without events.
    /// </summary>
    public Task<bool> Notified => source.Task;

    /// <summary>Whether a history of this durable length has what the caller waits for.</summary>
    public bool IsSatisfied(long durableNextEventId, bool isOpen) =>
        !isOpen || (!closeOnly && durableNextEventId > nextEventId);

    /// <summary>Wakes the caller.</summary>
    public void Notify() => source.TrySetResult(true);

    /// <summary>Ends the wait without events.</summary>
    public void GiveUp() => source.TrySetResult(false);

    /// <summary>Records that the caller is gone.</summary>
    public void Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);
}
