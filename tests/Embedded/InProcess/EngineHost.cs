using Cairn.Client;
using Cairn.Embedded;
using Cairn.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Embedded;

/// <summary>Where the tests of this project run: an engine in this process, called directly.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly CairnEngine engine;

    private EngineHost(CairnEngine engine) => this.engine = engine;

    public ICairnClient Client => engine.Client;

    public static async Task<EngineHost> StartAsync(string databasePath) =>
        new(await CairnEngine.StartAsync(
            new CairnEngineOptions { DatabasePath = databasePath, LoggerFactory = NullLoggerFactory.Instance })
            .ConfigureAwait(false));

    public EmbeddedWorker StartWorker(string taskQueue, Action<CairnWorkerOptions> configure) =>
        engine.StartWorker(taskQueue, configure);

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
