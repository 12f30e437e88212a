using Cairn.Runtime;
using Cairn.Storage.Sqlite;

namespace Cairn.Tests.Runtime;

/// <summary>A folder for the database of one test, which goes with it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cairn-runtime-").FullName;

    public Task<SqliteStore> OpenAsync() =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = Path.Combine(folder, "cairn.db") });

    /// <summary>Does something on a node that is there for nothing else.</summary>
    public async Task OnNodeAsync(Func<Harness, Task> step, NodeOptions? options = null)
    {
        await using var store = await OpenAsync();
        await using var harness = await Harness.StartAsync(store, options);
        await step(harness);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
