using System.Runtime.CompilerServices;

namespace Cairn.Workflows;

/// <summary>A lock for the tasks of one workflow. It can only be created in workflow code.</summary>
public class Mutex
{
    private readonly Semaphore semaphore = new(1);

    /// <summary>Waits until the lock is acquired.</summary>
    /// <param name="cancellationToken">Ends the wait; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    public Task WaitOneAsync(
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        semaphore.WaitAsync(cancellationToken, callerFile, callerLine);

    /// <summary>Waits until the lock is acquired, but no longer than the timeout.</summary>
    /// <returns>Whether the lock was acquired.</returns>
    public Task<bool> WaitOneAsync(
        int millisecondsTimeout,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        semaphore.WaitAsync(millisecondsTimeout, cancellationToken, callerFile, callerLine);

    /// <summary>Waits until the lock is acquired, but no longer than the timeout.</summary>
    /// <returns>Whether the lock was acquired.</returns>
    public Task<bool> WaitOneAsync(
        TimeSpan timeout,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        semaphore.WaitAsync(timeout, cancellationToken, callerFile, callerLine);

    /// <summary>Releases the lock.</summary>
    /// <exception cref="InvalidOperationException">The lock is not held.</exception>
    public void ReleaseMutex() => semaphore.Release();
}
