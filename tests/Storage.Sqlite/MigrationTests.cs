using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Tests.Storage.Conformance;
using SQLitePCL;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class MigrationTests : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly SchemaVersions next = new(
        new CreateJournalAndExecutions(),
        new CreateDocuments(),
        new AddVisibility(),
        new AddStateTransitions(),
        new Step(5, "ALTER TABLE executions ADD COLUMN color BLOB"),
        new Step(6, "CREATE TABLE notes (text TEXT); INSERT INTO notes SELECT workflow_id FROM executions"));

    private readonly SchemaVersions broken = new(
        new CreateJournalAndExecutions(),
        new CreateDocuments(),
        new AddVisibility(),
        new AddStateTransitions(),
        new Step(5, "ALTER TABLE executions ADD COLUMN color BLOB"),
        new Step(6, "INSERT INTO nowhere VALUES (1)"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_older_database_takes_every_step_that_it_lacks_and_keeps_what_it_holds()
    {
        var head = await FillAsync();
        await using (var store = await OpenAsync(next))
        {
            Assert.Equal(head, await store.FindRunAsync(head.Key, Cancellation));
        }

        using var database = Database.Open(folder.Database, raw.SQLITE_OPEN_READONLY);
        Assert.Equal(6, database.Query("PRAGMA user_version"));
        Assert.Equal(1, database.Query("SELECT count(*) FROM notes WHERE text = 'order-1001'"));
    }

    [Fact]
    public async Task The_first_schema_is_upgraded_and_its_executions_are_listed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Database)!);
        new SchemaVersions(new CreateJournalAndExecutions()).Create(folder.Database);
        using (var old = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE))
        {
            old.Execute($"""
                INSERT INTO executions (namespace, workflow_id, run_id, is_current, partition, version, status,
                    workflow_type, task_queue, start_time, close_time, history_length)
                VALUES ('default', 'order-1001', 'run', 1, 3, 1, 1, 'OrderSaga', 'orders', {Sample.Noon.UtcTicks},
                    NULL, 2)
                """);
        }

        var expected = Sample.Head(runId: "run") with { StateTransitions = 1 };
        await using var store = await folder.OpenAsync();
        Assert.Equal(
            [expected],
            await store.ListAsync(new("default"), Lists.Parse("ExecutionTime IS NOT NULL"), null, 10, Cancellation));
        var next = expected.Next() with { SearchAttributes = Lists.Attributes(("Int", "7")) };
        Assert.Equal(CommitOutcome.Done, await store.CommitAsync(new Batch(3, [next.Write("x")]), Cancellation));
        Assert.Equal([next], await store.ListAsync(new("default"), Lists.Parse("Int = 7"), null, 10, Cancellation));
    }

    [Fact]
    public async Task A_migrated_database_opens_again_but_not_with_the_version_before()
    {
        await FillAsync();
        await using (await OpenAsync(next))
        {
        }

        await using (await OpenAsync(next))
        {
        }

        var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);
        Assert.Equal(StoreFailure.NewerSchema, error.Reason);
    }

    [Fact]
    public async Task A_new_database_takes_all_steps()
    {
        await using (await OpenAsync(next))
        {
        }

        using var database = Database.Open(folder.Database, raw.SQLITE_OPEN_READONLY);
        Assert.Equal(6, database.Query("PRAGMA user_version"));
        Assert.Equal(0x4361726E, database.Query("PRAGMA application_id")); // "Carn"
    }

    [Fact]
    public async Task A_step_that_fails_takes_back_those_before_it()
    {
        var head = await FillAsync();
        var before = folder.Snapshot()["cairn.db"];
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(broken));

        Assert.Equal(before, folder.Snapshot()["cairn.db"]);
        await using var store = await folder.OpenAsync();
        Assert.Equal(head, await store.FindRunAsync(head.Key, Cancellation));
    }

    [Fact]
    public async Task A_database_that_cannot_be_made_is_not_there()
    {
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(broken));
        Assert.False(File.Exists(folder.Database));
        await using var store = await folder.OpenAsync();
    }

    private Task<SqliteStore> OpenAsync(SchemaVersions schema) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = folder.Database }, schema, Cancellation);

    private async Task<ExecutionHead> FillAsync()
    {
        await using var store = await folder.OpenAsync();
        var head = Sample.Head();
        Assert.Equal(CommitOutcome.Done, await store.CommitAsync(new Batch(3, [head.Write("x")]), Cancellation));
        return head;
    }

    private sealed class Step(int version, string sql) : Migration
    {
        public override int Version => version;

        public override string Sql => sql;
    }
}
