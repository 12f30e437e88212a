using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Storage.Conformance;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class LockTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_is_opened_once_in_a_process_and_again_when_it_is_closed()
    {
        var store = await folder.OpenAsync();
        var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);

        Assert.Equal(StoreFailure.InUse, error.Reason);
        Assert.Contains(folder.Database + ".lock", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"a second time in this process (process id {Environment.ProcessId})",
            error.Message,
            StringComparison.Ordinal);
        await store.DisposeAsync();
        await (await folder.OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_store_whose_lock_was_deleted_writes_no_more_while_another_one_has_the_file()
    {
        await using var store = await folder.OpenAsync();
        File.Delete(folder.Database + ".lock");
        await using (var second = await folder.OpenAsync())
        {
            var batch = new Batch(3, [Sample.Head().Write("x")]);
            Assert.Equal(CommitOutcome.Unknown, await store.CommitAsync(batch, Cancellation));
            Assert.Contains(".lock' was deleted", store.Trouble!.Message, StringComparison.Ordinal);
            var refused = await Assert.ThrowsAsync<StoreException>(
                async () => await store.CommitAsync(batch, Cancellation));
            Assert.Equal(StoreFailure.Unavailable, refused.Reason);
        }

        while (store.Trouble is not null)
        {
            await Task.Delay(20, Cancellation); // It takes the lock again.
        }

        var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);
        Assert.Equal(StoreFailure.InUse, error.Reason);
    }

    [Fact]
    public async Task A_store_whose_folder_is_gone_can_be_closed()
    {
        var store = await folder.OpenAsync();
        var path = Path.GetDirectoryName(folder.Database)!;
        Directory.Delete(path, recursive: true);
        await store.DisposeAsync();
        Directory.CreateDirectory(path);
    }

    [Fact]
    public async Task A_note_of_the_holder_that_cannot_be_read_is_no_matter()
    {
        await using var store = await folder.OpenAsync();
        await File.WriteAllTextAsync(folder.Database + ".pid", "99999999999", Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);
        Assert.Equal(StoreFailure.InUse, error.Reason);
    }

    [Fact]
    public async Task A_link_to_an_open_file_is_the_same_file()
    {
        await using var store = await folder.OpenAsync();
        var link = folder.Database + "-link";
        File.CreateSymbolicLink(link, folder.Database);

        var error = await Assert.ThrowsAsync<StoreException>(
            () => SqliteStore.OpenAsync(new SqliteStoreOptions { Path = link }, Cancellation));
        Assert.Equal(StoreFailure.InUse, error.Reason);
    }

    [Fact]
    public async Task A_file_that_another_process_has_open_is_refused_until_that_process_is_dead()
    {
        using var other = new OtherProcess(OtherProcess.Hold, folder.Database);
        Assert.Equal("open", await other.ReadLineAsync(Cancellation));
        var before = folder.Snapshot();

        var error = await Assert.ThrowsAsync<StoreException>(folder.OpenAsync);
        Assert.Equal(StoreFailure.InUse, error.Reason);
        Assert.Contains(
            $"is open in another process (process id {other.Id})", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());

        other.Kill();
        await other.ReadToEndAsync(Cancellation);
        await using var store = await folder.OpenAsync();
        Assert.Equal(
            CommitOutcome.Done, await store.CommitAsync(new Batch(3, [Sample.Head().Write("x")]), Cancellation));
    }
}
