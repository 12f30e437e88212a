namespace Cairn.Extensions.Hosting;

/// <summary>
/// Lets all workers of a host begin to end when the first of them is stopped, so that the host does not wait for one
/// after the other.
/// </summary>
internal sealed class WorkerDrain : IDisposable
{
    private readonly CancellationTokenSource begun = new();

    /// <summary>Cancelled when the workers are to end.</summary>
    public CancellationToken Token => begun.Token;

    /// <summary>Lets the workers end.</summary>
    public void Begin() => begun.Cancel();

    /// <inheritdoc/>
    public void Dispose() => begun.Dispose();
}
