using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Storage.Sqlite.Writing;
using Cairn.Tests.Storage.Conformance;
using SQLitePCL;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class LogTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_log_is_copied_before_it_grows_long_and_is_gone_after_closing()
    {
        const int limit = 256 << 10;
        var options = new SqliteStoreOptions { Path = folder.Database, CheckpointBytes = limit };
        await using (var store = await SqliteStore.OpenAsync(options, Cancellation))
        {
            for (var i = 0; i < 200; i++)
            {
                await CommitAsync(store, Sample.Head($"w{i}").Write(new string('x', 10_000)));
            }

            Assert.True(store.Statistics.Checkpoints >= 5);
            Assert.True(new FileInfo(folder.Log).Length < 2 * limit);
        }

        Assert.Equal(["cairn.db"], folder.Snapshot().Keys);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_log_is_emptied_when_there_is_nothing_to_do()
    {
        await using var store = await folder.OpenAsync();
        await CommitAsync(store, Sample.Head().Write("x"));
        while (store.Statistics.Checkpoints == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, new FileInfo(folder.Log).Length);
    }

    [Fact]
    public async Task Every_commit_is_counted_with_the_batches_and_writes_in_it()
    {
        await using var store = await folder.OpenAsync();
        await CommitAsync(store, Sample.Head("a").Write("a"), Sample.Head("b").Write("b"));
        await CommitAsync(store, Sample.Head("c").Write("c"));
        var lost = await store.CommitAsync(new Batch(3, [Sample.Head("d").Next().Write("d")]), Cancellation);

        Assert.Equal(CommitOutcome.Failed, lost);
        // The first commit makes the header of the log durable as well.
        var expected = new StoreStatistics(Commits: 2, Batches: 2, Writes: 3, Checkpoints: 0, Fsyncs: 3);
        Assert.Equal(expected, store.Statistics);
    }

    [Fact]
    public void Batches_that_wait_together_share_a_commit_and_each_has_its_own_outcome()
    {
        SchemaVersions.Released.Create(folder.Database);
        using var database = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE);
        var counters = new Counters();
        var health = new StoreHealth(folder.Database);
        var door = new Lock();
        var committer = new Committer(database, door, new Checkpointer(database, door, counters, 1 << 20), health);
        var group = Enumerable.Range(0, 200)
            .Select(i => new PendingCommit(new Batch(3, [Sample.Head($"w{i / 2}", $"run{i / 2}").Write("x")])))
            .ToList();
        committer.Commit(group);

        Assert.Equal(1, counters.Snapshot.Commits);
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? CommitOutcome.Done : CommitOutcome.Failed),
            group.Select(pending => pending.Outcome));
        Assert.Equal(100, database.Query("SELECT count(*) FROM executions"));
    }

    private static async Task CommitAsync(SqliteStore store, params ExecutionWrite[] writes) =>
        Assert.Equal(CommitOutcome.Done, await store.CommitAsync(new Batch(3, writes), Cancellation));
}
