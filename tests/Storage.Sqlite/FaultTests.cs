using System.Globalization;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Storage.Conformance;

namespace Cairn.Tests.Storage.Sqlite;

public sealed class FaultTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_answered_as_done_survives_a_kill_and_batches_are_whole()
    {
        var done = new long[Roles.Partitions];
        for (var life = 0; life < 3; life++)
        {
            using (var other = new OtherProcess(OtherProcess.Commit, folder.Database))
            {
                for (var lines = 0; lines < 150; lines++)
                {
                    Note((await other.ReadLineAsync(Cancellation))!, done);
                }

                other.Kill();
                foreach (var line in await other.ReadToEndAsync(Cancellation))
                {
                    Note(line, done);
                }
            }

            await using var store = await folder.OpenAsync();
            for (var partition = 0; partition < Roles.Partitions; partition++)
            {
                await MustHoldAsync(store, partition, done[partition]);
            }
        }
    }

    [Fact]
    public async Task After_an_error_of_the_disk_nothing_is_answered_until_the_disk_works_again()
    {
        using (var other = new OtherProcess(OtherProcess.BreakDisk, folder.Database))
        {
            Assert.Equal(
                [
                    "Done",
                    "Unknown",
                    "Unavailable",
                    "Unavailable",
                    "Error: the store tries again by itself",
                    "Warning: The database can be used again",
                    "found version 1",
                    "Done",
                ],
                await other.ReadToEndAsync(Cancellation));
        }

        await using var store = await folder.OpenAsync();
        var head = Assert.Single(await store.FindDueAsync(3, null, Sample.Noon, 10, Cancellation));
        var journal = await store.ReadJournalAsync(head.Key, Cancellation);
        Assert.Equal(1, head.Version);
        Assert.Equal("before", Sample.Text(Assert.Single(journal)));
        var late = Sample.Head("late").Key;
        Assert.NotNull(await store.FindCurrentAsync(late.Namespace, late.WorkflowId, Cancellation));
        Assert.Equal(
            CommitOutcome.Done, await store.CommitAsync(new Batch(3, [head.Next().Write("after")]), Cancellation));
    }

    [Fact]
    public async Task A_batch_that_does_not_fit_fails_alone_and_leaves_no_trace()
    {
        var options = new SqliteStoreOptions { Path = folder.Database, MaxBytes = 4 << 20 };
        await using var store = await SqliteStore.OpenAsync(options, Cancellation);
        var heads = Enumerable.Range(0, 16).Select(i => Sample.Head($"w{i}", partition: i)).ToList();

        var outcomes = await Task.WhenAll(heads.Select((head, i) => store.CommitAsync(
            new Batch(i, [head.Write(i == 7 ? new string('x', 5 << 20) : "fits")]), Cancellation).AsTask()));

        Assert.Equal(heads.Select((_, i) => i == 7 ? CommitOutcome.Failed : CommitOutcome.Done), outcomes);
        Assert.Null(await store.FindRunAsync(heads[7].Key, Cancellation));
        Assert.NotNull(await store.FindRunAsync(heads[8].Key, Cancellation));
        Assert.Equal(
            CommitOutcome.Done, await store.CommitAsync(new Batch(7, [heads[7].Write("fits now")]), Cancellation));
        Assert.Equal(
            CommitOutcome.Done, await store.CommitAsync(new Batch(8, [heads[8].Next().Write("on")]), Cancellation));
        Assert.Equal(2, (await store.ReadJournalAsync(heads[8].Key, Cancellation)).Count);
    }

    private static void Note(string line, long[] done)
    {
        // The last line may have been cut by the kill.
        if (line.Split(' ') is [var partition, { Length: > 0 } version])
        {
            var index = int.Parse(partition, CultureInfo.InvariantCulture);
            done[index] = Math.Max(done[index], long.Parse(version, CultureInfo.InvariantCulture));
        }
    }

    private static async Task MustHoldAsync(SqliteStore store, int partition, long done)
    {
        var versions = new HashSet<long>();
        for (var run = 0; run < Roles.RunsPerPartition; run++)
        {
            var key = Roles.Head(partition, run).Key;
            var version = (await store.FindRunAsync(key, Cancellation))?.Version ?? 0;
            var journal = await store.ReadJournalAsync(key, Cancellation);
            Assert.Equal(Enumerable.Range(1, (int)version).Select(i => $"{i}"), journal.Select(Sample.Text));
            versions.Add(version);
        }

        Assert.True(Assert.Single(versions) >= done);
    }
}
