using Microsoft.Extensions.Hosting;

namespace Cairn.Embedded;

/// <summary>An engine that starts before the other services of its host, and stops after them.</summary>
/// <param name="options">Reads the options, when the host starts.</param>
internal sealed class HostedEngine(Func<CairnEngineOptions> options) : IHostedLifecycleService, IAsyncDisposable
{
    private CairnEngine? engine;
    private bool hasEnded;

    /// <summary>The engine.</summary>
    /// <exception cref="InvalidOperationException">The host has not started, or has stopped.</exception>
    public CairnEngine Engine => engine ?? throw new InvalidOperationException(hasEnded
        ? "The engine has ended, because the host has stopped."
        : "The engine starts with the host, which has not started.");

    public async Task StartingAsync(CancellationToken cancellationToken) =>
        engine = await CairnEngine.StartAsync(options(), cancellationToken).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref engine, null) is { } running)
        {
            hasEnded = true;
            await running.DisposeAsync().ConfigureAwait(false);
        }
    }
}
