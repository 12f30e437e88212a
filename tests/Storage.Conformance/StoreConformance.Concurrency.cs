using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task Partitions_write_at_the_same_time_and_lose_nothing()
    {
        const int partitions = 8;
        const int rounds = 30;
        await Task.WhenAll(Enumerable.Range(0, partitions).Select(partition => Task.Run(
            async () =>
            {
                var heads = Enumerable.Range(0, 5).Select(i => Sample.Head($"p{partition}-{i}", partition: partition));
                var live = heads.ToArray();
                for (var round = 0; round < rounds; round++)
                {
                    await MustCommitAsync([.. live.Select(head => head.Write($"{round}"))]);
                    live = [.. live.Select(Sample.Next)];
                }
            },
            Cancellation)));
        await ReopenAsync();

        for (var partition = 0; partition < partitions; partition++)
        {
            for (var i = 0; i < 5; i++)
            {
                var head = await FindCurrentAsync(Sample.Head($"p{partition}-{i}"));
                Assert.Equal(rounds, head!.Version);
                Assert.Equal(Enumerable.Range(0, rounds).Select(round => $"{round}"), await JournalAsync(head));
            }
        }
    }

    [Fact]
    public async Task One_of_two_that_race_for_a_version_wins()
    {
        var head = Sample.Head();
        await MustCommitAsync(head.Write("one"));
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => CommitAsync(head.Next().Write($"two {i}"))));

        var winner = Assert.Single(Enumerable.Range(0, 10), i => outcomes[i] == CommitOutcome.Done);
        Assert.Equal(9, outcomes.Count(outcome => outcome == CommitOutcome.Failed));
        Assert.Equal(["one", $"two {winner}"], await JournalAsync(head));
    }

    [Fact]
    public async Task Batches_of_one_partition_need_not_wait_for_each_other()
    {
        var head = Sample.Head();
        var commits = new List<Task<CommitOutcome>>();
        for (var i = 0; i < 50; i++)
        {
            commits.Add(CommitAsync(head.Write($"{i}")));
            head = head.Next();
        }

        Assert.All(await Task.WhenAll(commits), outcome => Assert.Equal(CommitOutcome.Done, outcome));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), await JournalAsync(head));
    }

    [Fact]
    public async Task Reads_during_writes_see_whole_batches_and_nothing_older_than_what_is_done()
    {
        var (left, right) = (Sample.Head("left"), Sample.Head("right"));
        await MustCommitAsync(left.Write("0"), right.Write("0"));
        var (leftKey, rightKey) = (left, right);
        var done = 1L;
        var writing = Task.Run(
            async () =>
            {
                for (var i = 1; i <= 200; i++)
                {
                    (left, right) = (left.Next(), right.Next());
                    await MustCommitAsync(left.Write($"{i}"), right.Write($"{i}"));
                    Volatile.Write(ref done, left.Version);
                }
            },
            Cancellation);
        while (!writing.IsCompleted)
        {
            var known = Volatile.Read(ref done);
            var first = (await FindAsync(leftKey))!.Version;
            var second = (await FindAsync(rightKey))!.Version;
            Assert.True(first >= known);
            // The other half of a batch is never seen later than the first half.
            Assert.True(second >= first);
            Assert.True((await JournalAsync(leftKey)).Count >= second);
        }

        await writing;
        Assert.Equal(201, (await JournalAsync(leftKey)).Count);
    }

    [Fact]
    public async Task Closing_answers_what_is_queued()
    {
        var heads = Enumerable.Range(0, 100).Select(i => Sample.Head($"w{i}", partition: i % 4)).ToList();
        var commits = heads.Select(head => CommitAsync(head.Write("one"))).ToList();
        await ReopenAsync();

        Assert.All(await Task.WhenAll(commits), outcome => Assert.Equal(CommitOutcome.Done, outcome));
        foreach (var head in heads)
        {
            Assert.Equal(["one"], await JournalAsync(head));
        }
    }

    [Fact]
    public async Task A_closed_store_answers_nothing_and_can_be_closed_again()
    {
        var head = Sample.Head();
        await MustCommitAsync(head.Write("one"));
        await Store.DisposeAsync();
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync(head.Next().Write("two")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FindAsync(head));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FindCurrentAsync(head));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => JournalAsync(head));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => DueAsync(until: Sample.Noon));
    }

    [Fact]
    public async Task A_cancelled_read_says_so()
    {
        var head = Sample.Head();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.FindRunAsync(head.Key, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.ReadJournalAsync(head.Key, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.FindDueAsync(1, null, Sample.Noon, 10, cancelled));
    }
}
