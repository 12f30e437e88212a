using Microsoft.Extensions.Hosting;

namespace Cairn.Embedded;

/// <summary>An engine that starts before the other services of its host, and stops after them.</summary>
internal sealed class HostedEngine(CairnEngineOptions options) : IHostedLifecycleService, IAsyncDisposable
{
    private CairnEngine? engine;

    /// <summary>The engine.</summary>
    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public CairnEngine Engine => engine
        ?? throw new InvalidOperationException("The engine starts with the host, which has not started.");

    public async Task StartingAsync(CancellationToken cancellationToken) =>
        engine = await CairnEngine.StartAsync(options, cancellationToken).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref engine, null) is { } running)
        {
            await running.DisposeAsync().ConfigureAwait(false);
        }
    }
}
