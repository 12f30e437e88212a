using Microsoft.Extensions.Hosting;

namespace Cairn.Extensions.Hosting;

/// <summary>
/// Lets all workers of a host that stops begin to end when the first of them is stopped, so that the host does not wait
/// for one after the other.
/// </summary>
/// <param name="lifetime">Says whether the host stops; null means that it does not.</param>
internal sealed class WorkerDrain(IHostApplicationLifetime? lifetime = null) : IDisposable
{
    private readonly CancellationTokenSource begun = new();

    /// <summary>Cancelled when the workers are to end.</summary>
    public CancellationToken Token => begun.Token;

    /// <summary>A worker is stopped: if the host stops, so are the others.</summary>
    public void Begin()
    {
        if (lifetime?.ApplicationStopping.IsCancellationRequested == true)
        {
            begun.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => begun.Dispose();
}
