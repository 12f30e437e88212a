using Cairn.Client;
using Cairn.Embedded;

namespace Cairn.Bench;

/// <summary>An engine in this process.</summary>
internal sealed class EmbeddedTarget : ITarget
{
    private readonly CairnEngine engine;

    private EmbeddedTarget(CairnEngine engine) => this.engine = engine;

    public ICairnClient Client => engine.Client;

    public static async Task<ITarget> StartAsync(string database) =>
        new EmbeddedTarget(await CairnEngine.StartAsync(new CairnEngineOptions { DatabasePath = database }));

    public Task<ServerCost> CostAsync() =>
        Task.FromResult(new ServerCost(engine.Statistics.Fsyncs, TimeSpan.Zero, Bytes: 0));

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
