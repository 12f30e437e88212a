namespace Cairn.Workflows;

/// <summary>
/// Lets a number of tasks of one workflow in at a time. Those that wait are let in first come, first served; one that
/// need not wait can overtake them.
/// </summary>
public class Semaphore
{
    private readonly LinkedList<Semaphore> waiting = new();

    /// <summary>Creates a semaphore; only in workflow code.</summary>
    /// <param name="initialCount">How many are let in, 1 or more.</param>
    public Semaphore(int initialCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialCount, 1);
        _ = WorkflowContext.Require();
        Max = initialCount;
        CurrentCount = initialCount;
    }

    /// <summary>How many are let in at a time.</summary>
    public int Max { get; init; }

    /// <summary>How many more would be let in now.</summary>
    public int CurrentCount { get; private set; }

    /// <summary>Waits to be let in.</summary>
    public async Task WaitAsync(CancellationToken? cancellationToken = null)
    {
        if (TryTake())
        {
            return;
        }

        var ticket = waiting.AddLast(this);
        try
        {
            await Workflow.WaitConditionAsync(() => CurrentCount > 0 && waiting.First == ticket, cancellationToken);
            CurrentCount--;
        }
        finally
        {
            waiting.Remove(ticket);
        }
    }

    /// <summary>Waits to be let in, but no longer than a time.</summary>
    /// <returns>Whether we are in.</returns>
    public Task<bool> WaitAsync(int millisecondsTimeout, CancellationToken? cancellationToken = null) =>
        WaitAsync(TimeSpan.FromMilliseconds(millisecondsTimeout), cancellationToken);

    /// <summary>Waits to be let in, but no longer than a time.</summary>
    /// <returns>Whether we are in.</returns>
    public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken? cancellationToken = null)
    {
        if (TryTake())
        {
            return true;
        }

        if (timeout == TimeSpan.Zero)
        {
            return false;
        }

        var ticket = waiting.AddLast(this);
        try
        {
            var isNext = await Workflow.WaitConditionAsync(
                () => CurrentCount > 0 && waiting.First == ticket, timeout, cancellationToken);
            CurrentCount -= isNext ? 1 : 0;
            return isNext;
        }
        finally
        {
            waiting.Remove(ticket);
        }
    }

    /// <summary>Lets the next one in.</summary>
    /// <exception cref="InvalidOperationException">Nobody was in.</exception>
    public void Release()
    {
        if (CurrentCount == Max)
        {
            throw new InvalidOperationException("Semaphore released more often than it was taken");
        }

        CurrentCount++;
    }

    private bool TryTake()
    {
        if (CurrentCount == 0)
        {
            return false;
        }

        CurrentCount--;
        return true;
    }
}
