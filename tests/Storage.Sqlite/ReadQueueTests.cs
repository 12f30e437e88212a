using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Storage.Sqlite.Reading;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Tests.Storage.Conformance;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class ReadQueueTests : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly Lock door = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Brief_reads_that_wait_together_are_answered_each_with_its_own_outcome()
    {
        await using var reads = Open();
        using var cancelled = new CancellationTokenSource();
        Task<int>[] answers;
        lock (door)
        {
            // Nobody may begin to read, so all of these gather.
            answers = Enumerable.Range(0, 200).Select(i => (i % 4) switch
            {
                0 => reads.FindAsync(_ => i, Cancellation),
                1 => reads.FindAsync<int>(_ => throw new InvalidDataException($"{i}"), Cancellation),
                2 => reads.FindAsync(_ => i, cancelled.Token),
                _ => reads.ReadAsync(_ => i, Cancellation),
            }).Select(answer => answer.AsTask()).ToArray();
            cancelled.Cancel();
        }

        for (var i = 0; i < answers.Length; i++)
        {
            switch (i % 4)
            {
                case 1:
                    var error = await Assert.ThrowsAsync<InvalidDataException>(() => answers[i]);
                    Assert.Equal($"{i}", error.Message);
                    break;
                case 2:
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers[i]);
                    break;
                default:
                    Assert.Equal(i, await answers[i]);
                    break;
            }
        }
    }

    [Fact]
    public async Task Those_who_wait_when_it_closes_are_told()
    {
        var reads = Open(size: 1);
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var running = reads.ReadAsync(
            _ =>
            {
                entered.Set();
                leave.Wait(Cancellation);
                return 1;
            },
            Cancellation).AsTask();
        entered.Wait(Cancellation);
        var waiting = reads.FindAsync(_ => 2, Cancellation).AsTask();
        var closing = reads.DisposeAsync().AsTask();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => reads.FindAsync(_ => 3, Cancellation).AsTask());
        Assert.False(closing.IsCompleted);
        leave.Set();
        Assert.Equal(1, await running);
        await closing;
    }

    [Fact]
    public async Task Everything_that_was_answered_as_done_is_found_while_others_write()
    {
        await using var store = await SqliteStore.OpenAsync(
            new SqliteStoreOptions { Path = folder.Database, CheckpointBytes = 64 << 10 }, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(partition => Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var head = Sample.Head($"w{partition}-{i}", $"run{partition}-{i}", partition: partition);
                    var outcome = await store.CommitAsync(
                        new Batch(partition, [head.Write("entry")]), Cancellation);
                    Assert.Equal(CommitOutcome.Done, outcome);
                    Assert.NotNull(await store.FindCurrentAsync(
                        head.Key.Namespace, head.Key.WorkflowId, Cancellation));
                    Assert.Single(await store.ReadJournalAsync(head.Key, Cancellation));
                }
            },
            Cancellation)));
    }

    private ReadQueue Open(int size = 2)
    {
        SchemaVersions.Released.Create(folder.Database);
        return new ReadQueue(folder.Database, size, door, new StoreHealth(folder.Database, _ => { }));
    }
}
