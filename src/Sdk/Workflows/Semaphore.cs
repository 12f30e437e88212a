using System.Runtime.CompilerServices;

namespace Cairn.Workflows;

/// <summary>
/// Lets a limited number of tasks of one workflow run a section at a time. Waiting tasks enter first come, first
/// served; a task that need not wait can overtake them.
/// </summary>
public class Semaphore
{
    private readonly LinkedList<Semaphore> waiting = new();

    /// <summary>Creates a semaphore; only in workflow code.</summary>
    /// <param name="initialCount">How many tasks may enter at a time, 1 or more.</param>
    public Semaphore(int initialCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialCount, 1);
        _ = WorkflowContext.Require();
        Max = initialCount;
        CurrentCount = initialCount;
    }

    /// <summary>How many tasks may enter at a time.</summary>
    public int Max { get; init; }

    /// <summary>How many more tasks could enter now.</summary>
    public int CurrentCount { get; private set; }

    /// <summary>Waits until the task may enter.</summary>
    /// <param name="cancellationToken">Ends the wait; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    public async Task WaitAsync(
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        if (TryTake())
        {
            return;
        }

        var ticket = waiting.AddLast(this);
        try
        {
            await Workflow.WaitConditionAsync(
                () => CurrentCount > 0 && waiting.First == ticket, cancellationToken, callerFile, callerLine);
            CurrentCount--;
        }
        finally
        {
            waiting.Remove(ticket);
        }
    }

    /// <summary>Waits until the task may enter, but no longer than the timeout.</summary>
    /// <returns>Whether the task has entered.</returns>
    public Task<bool> WaitAsync(
        int millisecondsTimeout,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        WaitAsync(TimeSpan.FromMilliseconds(millisecondsTimeout), cancellationToken, callerFile, callerLine);

    /// <summary>Waits until the task may enter, but no longer than the timeout.</summary>
    /// <returns>Whether the task has entered.</returns>
    public async Task<bool> WaitAsync(
        TimeSpan timeout,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
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
                () => CurrentCount > 0 && waiting.First == ticket,
                timeout,
                cancellationToken,
                callerFile,
                callerLine);
            CurrentCount -= isNext ? 1 : 0;
            return isNext;
        }
        finally
        {
            waiting.Remove(ticket);
        }
    }

    /// <summary>Leaves the section: the next waiting task enters.</summary>
    /// <exception cref="InvalidOperationException">No task has entered.</exception>
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
