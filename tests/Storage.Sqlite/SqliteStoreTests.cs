using Cairn.Storage;
using Cairn.Tests.Storage.Conformance;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>The SQLite store keeps every promise of a store.</summary>
public sealed class SqliteStoreTests : StoreConformance
{
    private readonly DataFolder folder = new();

    protected override async ValueTask<IStore> OpenFreshAsync() => await folder.OpenAsync();

    protected override async ValueTask<IStore> ReopenAsync(IStore store)
    {
        await store.DisposeAsync();
        return await folder.OpenAsync();
    }

    protected override ValueTask ThrowAwayAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
