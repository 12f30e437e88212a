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
