using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Storage.Conformance;
using SQLitePCL;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class DeletionTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_table_has_a_row_of_what_was_deleted(bool isOpenedAnew)
    {
        var head = Sample.Head(wakeAt: Sample.Noon) with
        {
            Memo = Lists.Memo("note"),
            SearchAttributes = Lists.Attributes(("Keyword", "\"red\""), ("Keywords", "[\"a\", \"b\"]")),
        };
        var store = await folder.OpenAsync();
        await CommitAsync(store, new Batch(head.Partition, [head.Write("one")]));
        await CommitAsync(store, new Batch(head.Partition, [head.Next().Write("two")]));
        if (isOpenedAnew)
        {
            await store.DisposeAsync();
            store = await folder.OpenAsync();
        }

        await CommitAsync(store, new Batch(head.Partition, []) { Deletes = [new(head.Key, 2)] });
        await store.DisposeAsync();

        using var database = Database.Open(folder.Database, raw.SQLITE_OPEN_READONLY);
        foreach (var table in TablesOf(database))
        {
            Assert.Equal(0, database.Query($"SELECT count(*) FROM {table}"));
        }
    }

    [Fact]
    public async Task A_reader_of_a_journal_sees_all_of_it_or_nothing_while_it_is_deleted()
    {
        await using var store = await folder.OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var head = Sample.Head($"w{round}");
            await CommitAsync(store, new Batch(head.Partition, [head.Write("1")]));
            for (var i = 2; i <= 50; i++)
            {
                head = head.Next();
                await CommitAsync(store, new Batch(head.Partition, [head.Write($"{i}")]));
            }

            var reads = Task.WhenAll(Enumerable.Range(0, 8).Select(
                _ => Task.Run(async () => (await store.ReadJournalAsync(head.Key, Cancellation)).Count)));
            await CommitAsync(store, new Batch(head.Partition, []) { Deletes = [new(head.Key, head.Version)] });
            Assert.All(await reads, count => Assert.True(count is 0 or 50, $"{count} of 50 entries were read."));
        }
    }

    private static async Task CommitAsync(SqliteStore store, Batch batch) =>
        Assert.Equal(CommitOutcome.Done, await store.CommitAsync(batch, Cancellation));

    private static List<string> TablesOf(Database database)
    {
        using var names = database.PrepareOnce("SELECT name FROM sqlite_master WHERE type = 'table'");
        var tables = new List<string>();
        while (names.Step())
        {
            tables.Add(names.Text(0));
        }

        Assert.Contains("attributes", tables);
        return tables;
    }
}
