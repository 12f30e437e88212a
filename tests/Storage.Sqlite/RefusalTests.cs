using System.Text;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Storage.Conformance;
using SQLitePCL;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class RefusalTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("A long text about orders, and nothing that anybody would take for a database. ", 400)]
    public async Task A_file_that_is_no_database_is_refused(string text, int times = 1)
    {
        File.WriteAllText(folder.Database, new StringBuilder().Insert(0, text, times).ToString());
        await MustRefuseAsync(StoreFailure.NotADatabase);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        using (var other = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE))
        {
            other.Execute("PRAGMA journal_mode = WAL; CREATE TABLE executions (id); INSERT INTO executions VALUES (1)");
            other.KeepLogOnClose(true);
        }

        // Its table is still in its log, which must not be copied by us either.
        Assert.NotEqual(0, new FileInfo(folder.Log).Length);
        await MustRefuseAsync(StoreFailure.Foreign);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_newer_schema_is_refused_wherever_it_says_so(bool inLog)
    {
        await FillAsync();
        using (var newer = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE))
        {
            newer.KeepLogOnClose(inLog);
            newer.Execute("PRAGMA user_version = 1000");
        }

        Assert.Equal(inLog, File.Exists(folder.Log));
        await MustRefuseAsync(StoreFailure.NewerSchema);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_truncated_database_is_refused(double part)
    {
        await FillAsync();
        using (var file = File.Open(folder.Database, FileMode.Open))
        {
            file.SetLength((long)(file.Length * part));
        }

        await MustRefuseAsync(StoreFailure.Corrupt);
    }

    [Fact]
    public async Task A_database_whose_schema_is_overwritten_is_refused()
    {
        await FillAsync();
        Overwrite(from: 100, count: 3996);
        await MustRefuseAsync(StoreFailure.Corrupt);
    }

    [Fact]
    public async Task A_log_without_its_database_is_refused()
    {
        await FillAsync();
        File.Delete(folder.Database);
        File.WriteAllBytes(folder.Log, new byte[5000]);
        await MustRefuseAsync(StoreFailure.Corrupt);
    }

    [Fact]
    public async Task A_database_that_is_overwritten_behind_its_schema_is_refused()
    {
        await FillAsync();
        Overwrite(from: 4096, count: 10 * 4096);
        await MustRefuseAsync(StoreFailure.Corrupt);
    }

    [Fact]
    public async Task A_damaged_journal_is_said_to_be_damaged_and_the_others_are_read()
    {
        await FillAsync();
        var (damaged, sound) = (Sample.Head("damaged"), Sample.Head("sound"));
        await using (var store = await folder.OpenAsync())
        {
            await CommitAsync(store, sound.Write("sound"));
            await CommitAsync(store, damaged.Write("first"));
            for (var head = damaged.Next(); head.Version < 60; head = head.Next())
            {
                await CommitAsync(store, head.Write(new string('x', 1000)));
            }
        }

        // Nothing but that journal has grown, so the last pages of the file are its own.
        Overwrite(from: (int)new FileInfo(folder.Database).Length - (5 * 4096), count: 3 * 4096);
        await using var again = await folder.OpenAsync();
        var error = await Assert.ThrowsAsync<StoreException>(
            async () => await again.ReadJournalAsync(damaged.Key, Cancellation));
        Assert.Equal(StoreFailure.Corrupt, error.Reason);
        Assert.Equal("sound", Sample.Text(Assert.Single(await again.ReadJournalAsync(sound.Key, Cancellation))));
    }

    [Fact]
    public async Task Half_of_a_draft_that_a_crash_left_behind_is_thrown_away()
    {
        File.WriteAllText(folder.Database + ".new", "half of a database");
        File.WriteAllText(folder.Database + ".new-journal", "and its journal");
        await using (await folder.OpenAsync())
        {
        }

        Assert.Equal(["cairn.db"], folder.Snapshot().Keys);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused()
    {
        var options = new SqliteStoreOptions { Path = folder.Database };
        SqliteStoreOptions[] wrong =
        [
            options with { Path = " " },
            options with { Readers = 0 },
            options with { Readers = 65 },
            options with { CheckpointBytes = 1 },
            options with { MaxBytes = 1 },
        ];
        foreach (var each in wrong)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => SqliteStore.OpenAsync(each, Cancellation));
        }

        Assert.Empty(folder.Snapshot());
    }

    private async Task MustRefuseAsync(StoreFailure reason)
    {
        var before = folder.Snapshot();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);
            Assert.Equal(reason, error.Reason);
            Assert.Contains(folder.Database, error.Message, StringComparison.Ordinal);
            var after = folder.Snapshot();
            Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        }
    }

    private async Task FillAsync()
    {
        await using var store = await folder.OpenAsync();
        for (var i = 0; i < 200; i++)
        {
            await CommitAsync(store, Sample.Head($"w{i}").Write(new string('x', 1000)));
        }
    }

    private static async Task CommitAsync(SqliteStore store, ExecutionWrite write) =>
        Assert.Equal(CommitOutcome.Done, await store.CommitAsync(new Batch(3, [write]), Cancellation));

    private void Overwrite(int from, int count)
    {
        using var file = File.Open(folder.Database, FileMode.Open);
        file.Position = from;
        file.Write(Enumerable.Repeat((byte)0xA5, count).ToArray());
    }
}
