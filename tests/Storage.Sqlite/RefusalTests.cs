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
        Assert.Equal((StoreFailure.Corrupt, damaged.Key), (error.Reason, error.Execution));
        Assert.StartsWith($"{damaged.Key} is damaged in the database", error.Message, StringComparison.Ordinal);
        Assert.Equal("sound", Sample.Text(Assert.Single(await again.ReadJournalAsync(sound.Key, Cancellation))));
    }

    [Fact]
    public async Task A_path_that_is_a_folder_is_refused_and_nothing_is_left_behind()
    {
        Directory.CreateDirectory(folder.Database);
        var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);
        Assert.Equal(StoreFailure.NoPlace, error.Reason);
        Assert.Equal(
            $"The database '{folder.Database}' is a folder; it must be a file, which is created if there is none.",
            error.Message);
        Assert.Empty(folder.Everything);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_named_and_not_made()
    {
        var path = Path.Combine(folder.Database, "sub", "orders.db");
        var error = await Assert.ThrowsAsync<StoreException>(
            () => SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path }, Cancellation));
        Assert.Equal(StoreFailure.NoPlace, error.Reason);
        Assert.Equal(
            $"The folder '{Path.GetDirectoryName(path)}' of the database '{path}' does not exist. "
            + "Create it, or name another file.",
            error.Message);
        Assert.Empty(folder.Everything);
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_named()
    {
        // The file system of processes makes no files, whoever asks.
        var error = await Assert.ThrowsAsync<StoreException>(
            () => SqliteStore.OpenAsync(new SqliteStoreOptions { Path = "/proc/self/cairn.db" }, Cancellation));
        Assert.StartsWith(
            "The database '/proc/self/cairn.db' cannot be opened: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_files_are_readable_by_their_owner_alone()
    {
        await using var store = await folder.OpenAsync();
        await CommitAsync(store, Sample.Head().Write("secret"));
        Assert.Equal(
            ["cairn.db", "cairn.db-shm", "cairn.db-wal", "cairn.db.lock", "cairn.db.pid"],
            folder.Everything.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Windows has no modes; files inherit the rights of their folder.
        Assert.All(
            folder.Everything,
            file => Assert.Equal(Owner, OperatingSystem.IsWindows() ? Owner : File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_database_that_was_copied_without_its_log_is_refused()
    {
        string copy;
        await using (var store = await folder.OpenAsync())
        {
            await CommitAsync(store, Sample.Head("first").Write("x"));
            copy = Path.Combine(Directory.CreateDirectory(folder.Database + ".d").FullName, "cairn.db");
            File.Copy(folder.Database, copy);
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<StoreException>(
                () => SqliteStore.OpenAsync(new SqliteStoreOptions { Path = copy }, Cancellation));
            Assert.Equal(StoreFailure.Corrupt, error.Reason);
            Assert.StartsWith(
                $"The log '{copy}-wal' of the database '{copy}' is missing", error.Message, StringComparison.Ordinal);
        }

        // As the message says, for those who have nothing else.
        File.WriteAllBytes(copy + "-wal", []);
        await using var old = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = copy }, Cancellation);
        Assert.Equal(
            CommitOutcome.Done, await old.CommitAsync(new Batch(3, [Sample.Head("second").Write("x")]), Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_SQLite_makes_of_file_and_log_is_complete(bool afterKill)
    {
        var copy = folder.Database + ".copy";
        var head = Sample.Head("kept");
        await using (var store = await folder.OpenAsync())
        {
            await CommitAsync(store, head.Write("x"));
        }

        using (var other = new OtherProcess(OtherProcess.Hold, folder.Database))
        {
            Assert.Equal("open", await other.ReadLineAsync(Cancellation));
            if (afterKill)
            {
                other.Kill();
                await other.ReadToEndAsync(Cancellation);
                // Another program that opens the file last copies the log into it and deletes the log.
                using (var shell = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE))
                {
                    shell.Query("SELECT count(*) FROM journal");
                }

                Assert.False(File.Exists(folder.Log));
                File.Move(folder.Database, copy);
            }
            else
            {
                using var shell = Database.Open(folder.Database, raw.SQLITE_OPEN_READWRITE);
                shell.KeepLogOnClose(true);
                shell.Execute($"PRAGMA busy_timeout = 60000; VACUUM INTO '{copy}'");
            }
        }

        await using var again = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = copy }, Cancellation);
        Assert.NotNull(await again.FindRunAsync(head.Key, Cancellation));
        await CommitAsync(again, head.Next().Write("y"));
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
