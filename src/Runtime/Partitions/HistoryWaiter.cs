namespace Cairn.Runtime.Partitions;

/// <summary>Somebody who waits for a history to grow.</summary>
/// <param name="nextEventId">The id of the first event that is new to it.</param>
/// <param name="closeOnly">Whether only the end of the run counts.</param>
internal sealed class HistoryWaiter(long nextEventId, bool closeOnly)
{
    private readonly TaskCompletionSource<bool> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Ends with true when there is something to read, or when the partition forgot the waiter; with false when it gave
    /// up.
    /// </summary>
    public Task<bool> Notified => source.Task;

    /// <summary>Whether a history of this length, durable, has what it waits for.</summary>
    public bool IsSatisfied(long durableNextEventId, bool isOpen) =>
        !isOpen || (!closeOnly && durableNextEventId > nextEventId);

    /// <summary>Tells it to look.</summary>
    public void Notify() => source.TrySetResult(true);

    /// <summary>It waits no longer.</summary>
    public void GiveUp() => source.TrySetResult(false);

    /// <summary>Its caller is gone.</summary>
    public void Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);
}
