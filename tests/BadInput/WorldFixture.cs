namespace Cairn.Tests.BadInput;

/// <summary>One world for all tests of a class: what is refused leaves it as it is.</summary>
public sealed class WorldFixture : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.StartAsync();

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
