namespace Cairn.Workflows;

/// <summary>A lock for the tasks of one workflow. It can only be created in workflow code.</summary>
public class Mutex
{
    private readonly Semaphore semaphore = new(1);

    /// <summary>Waits until the lock is acquired.</summary>
    public Task WaitOneAsync(CancellationToken? cancellationToken = null) => semaphore.WaitAsync(cancellationToken);

    /// <summary>Waits until the lock is acquired, but no longer than the timeout.</summary>
    /// <returns>Whether the lock was acquired.</returns>
    public Task<bool> WaitOneAsync(int millisecondsTimeout, CancellationToken? cancellationToken = null) =>
        semaphore.WaitAsync(millisecondsTimeout, cancellationToken);

    /// <summary>Waits until the lock is acquired, but no longer than the timeout.</summary>
    /// <returns>Whether the lock was acquired.</returns>
    public Task<bool> WaitOneAsync(TimeSpan timeout, CancellationToken? cancellationToken = null) =>
        semaphore.WaitAsync(timeout, cancellationToken);

    /// <summary>Releases the lock.</summary>
    /// <exception cref="InvalidOperationException">The lock is not held.</exception>
    public void ReleaseMutex() => semaphore.Release();
}
