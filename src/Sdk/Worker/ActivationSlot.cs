namespace Cairn.Worker;

/// <summary>
/// Work on a pool thread that may run workflow code. If that code does not return, the result is set without it, and
/// the thread stays blocked until the code returns.
/// </summary>
internal sealed class ActivationSlot<T>(Func<ActivationSlot<T>, T> work) : IThreadPoolWorkItem, IActivationSlot
{
    private readonly TaskCompletionSource<T> result = new();
    private long codeSince;

    /// <summary>The result of the work, or the result that replaces it when the code is stuck.</summary>
    public Task<T> Task => result.Task;

    /// <summary>When workflow code began to run, in milliseconds since the machine started; 0 when none runs.</summary>
    public long CodeSince => Volatile.Read(ref codeSince);

    /// <summary>Makes the result of work that is stuck.</summary>
    public required Func<T> WhenStuck { get; init; }

    /// <summary>Workflow code begins to run.</summary>
    public void EnterCode() => Volatile.Write(ref codeSince, Environment.TickCount64);

    /// <summary>Workflow code waits.</summary>
    public void ExitCode() => Volatile.Write(ref codeSince, 0);

    /// <summary>Abandons the work.</summary>
    public void Abandon() => result.TrySetResult(WhenStuck());

    /// <summary>Does the work.</summary>
    public void Execute()
    {
        try
        {
            result.TrySetResult(work(this));
        }
        catch (Exception e)
        {
            result.TrySetException(e);
        }
    }
}
