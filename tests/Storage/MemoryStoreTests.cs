using Cairn.Storage;
using Cairn.Tests.Storage.Conformance;

namespace Cairn.Tests.Storage;

/// <summary>
/// The memory store keeps every promise of a store but durability: opened anew, it is the same object.
/// </summary>
public sealed class MemoryStoreTests : StoreConformance
{
    protected override ValueTask<IStore> OpenFreshAsync() => new(new MemoryStore());

    protected override ValueTask<IStore> ReopenAsync(IStore store) => new(store);

    protected override ValueTask ThrowAwayAsync() => ValueTask.CompletedTask;
}
