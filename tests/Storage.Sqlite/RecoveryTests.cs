using System.Text;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Storage.Conformance;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>What happens to an open store from outside, and how it goes on when that is over.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly ListLog log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_file_that_is_moved_away_stops_the_store_until_it_is_back(string part)
    {
        await using var store = await OpenAsync();
        await CommitAsync(store, "first", CommitOutcome.Done);
        File.Move(folder.Database + part, folder.Database + part + ".away");

        await CommitAsync(store, "second", CommitOutcome.Unknown);
        Assert.Contains("was deleted, moved or replaced", store.Trouble!.Message, StringComparison.Ordinal);
        await log.WaitAsync(count: 1);
        var refused = await Assert.ThrowsAsync<StoreException>(() => CommitAsync(store, "third", CommitOutcome.Done));
        Assert.Equal(StoreFailure.Unavailable, refused.Reason);

        File.Move(folder.Database + part + ".away", folder.Database + part, overwrite: true);
        await log.WaitAsync(count: 2);
        await CommitAsync(store, "fourth", CommitOutcome.Done);
        Assert.Null(store.Trouble);
        Assert.NotNull(await store.FindRunAsync(Head("first").Key, Cancellation));
        Assert.Equal([LogLevel.Error, LogLevel.Warning], log.Lines.Select(line => line.Level));
    }

    [Fact]
    public async Task A_file_that_is_replaced_by_another_database_is_never_written()
    {
        await using (var other = await SqliteStore.OpenAsync(new() { Path = folder.Database + ".other" }, Cancellation))
        {
            await CommitAsync(other, "other", CommitOutcome.Done);
        }

        await using (var store = await OpenAsync())
        {
            File.Move(folder.Database + ".other", folder.Database, overwrite: true);
            await CommitAsync(store, "first", CommitOutcome.Unknown);
            await log.WaitAsync(count: 1);
            await Assert.ThrowsAsync<StoreException>(() => CommitAsync(store, "second", CommitOutcome.Done));
        }

        File.Delete(folder.Log); // It belongs to the file that is gone.
        await using var again = await OpenAsync();
        Assert.NotNull(await again.FindRunAsync(Head("other").Key, Cancellation));
        Assert.Null(await again.FindRunAsync(Head("first").Key, Cancellation));
    }

    [Fact]
    public async Task A_lock_of_another_program_is_named_and_gone_with_it()
    {
        await using var store = await OpenAsync();
        using (var shell = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE))
        {
            shell.KeepLogOnClose(true);
            shell.Execute("BEGIN IMMEDIATE");
            var refused = await Assert.ThrowsAsync<StoreException>(
                () => CommitAsync(store, "first", CommitOutcome.Done));
            Assert.Contains("is locked by another program", refused.Message, StringComparison.Ordinal);
            Assert.NotNull(store.Trouble);
            Assert.Null(await store.FindRunAsync(Head("first").Key, Cancellation));
            shell.Execute("ROLLBACK");
        }

        await log.WaitAsync(count: 2);
        Assert.Null(store.Trouble);
        await CommitAsync(store, "first", CommitOutcome.Done);
        Assert.Equal([LogLevel.Error, LogLevel.Warning], log.Lines.Select(line => line.Level));
    }

    [Fact]
    public async Task A_batch_that_meets_damaged_data_fails_alone_and_is_named()
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 400; i++)
            {
                await CommitAsync(store, $"w{i:000}", CommitOutcome.Done);
            }
        }

        var page = PageOfRun("w000");
        using (var file = File.Open(folder.Database, FileMode.Open))
        {
            file.Position = (page - 1) * 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        }

        await using var damaged = await OpenAsync();
        var head = Head("w000");
        var refused = await Assert.ThrowsAsync<StoreException>(
            async () => await damaged.CommitAsync(new Batch(3, [head.Next().Write("x")]), Cancellation));
        Assert.Equal((StoreFailure.Corrupt, head.Key), (refused.Reason, refused.Execution));
        Assert.Null(damaged.Trouble);
        Assert.Equal(
            CommitOutcome.Done,
            await damaged.CommitAsync(new Batch(3, [Head("w399").Next().Write("x")]), Cancellation));
    }

    private Task<SqliteStore> OpenAsync() =>
        SqliteStore.OpenAsync(new() { Path = folder.Database, LoggerFactory = log }, Cancellation);

    private static async Task CommitAsync(SqliteStore store, string workflowId, CommitOutcome expected) => Assert.Equal(
        expected,
        await store.CommitAsync(new Batch(3, [Head(workflowId).Write("x")]), Cancellation));

    private static ExecutionHead Head(string workflowId) => Sample.Head(workflowId, runId: workflowId);

    /// <summary>The page of the table of executions that a run is on.</summary>
    private long PageOfRun(string workflowId)
    {
        var bytes = File.ReadAllBytes(folder.Database);
        var text = Encoding.UTF8.GetBytes("default" + workflowId + workflowId);
        var at = bytes.AsSpan().IndexOf(text);
        Assert.True(at > 0);
        return (at / 4096) + 1;
    }
}
