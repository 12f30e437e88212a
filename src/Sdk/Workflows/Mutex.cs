namespace Cairn.Workflows;

/// <summary>Lets one task of a workflow in at a time. It can only be created in workflow code.</summary>
public class Mutex
{
    private readonly Semaphore semaphore = new(1);

    /// <summary>Waits to be let in.</summary>
    public Task WaitOneAsync(CancellationToken? cancellationToken = null) => semaphore.WaitAsync(cancellationToken);

    /// <summary>Waits to be let in, but no longer than a time.</summary>
    /// <returns>Whether we are in.</returns>
    public Task<bool> WaitOneAsync(int millisecondsTimeout, CancellationToken? cancellationToken = null) =>
        semaphore.WaitAsync(millisecondsTimeout, cancellationToken);

    /// <summary>Waits to be let in, but no longer than a time.</summary>
    /// <returns>Whether we are in.</returns>
    public Task<bool> WaitOneAsync(TimeSpan timeout, CancellationToken? cancellationToken = null) =>
        semaphore.WaitAsync(timeout, cancellationToken);

    /// <summary>Lets the next one in.</summary>
    /// <exception cref="InvalidOperationException">Nobody was in.</exception>
    public void ReleaseMutex() => semaphore.Release();
}
