using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task A_new_execution_is_found_as_it_was_written()
    {
        var moment = Sample.Noon.AddTicks(1);
        var head = Sample.Head(wakeAt: moment) with { CloseTime = moment.AddYears(1), Status = 2 };
        await MustCommitAsync(head.Write("started"));

        Assert.Equal(head, await FindAsync(head));
        Assert.Equal(head, await FindCurrentAsync(head));
        Assert.Equal(["started"], await JournalAsync(head));
    }

    [Fact]
    public async Task Every_part_of_a_head_can_change()
    {
        var head = Sample.Head();
        await MustCommitAsync(head.Write("one"));
        var changed = head with
        {
            Version = 2,
            Status = 6,
            WakeAt = DateTimeOffset.MinValue,
            IsCurrent = false,
            WorkflowType = "Other",
            TaskQueue = "others",
            StartTime = Sample.Noon.AddDays(-1),
            CloseTime = DateTimeOffset.MaxValue,
            HistoryLength = 51_200,
        };
        await MustCommitAsync(changed.Write("two"));

        Assert.Equal(changed, await FindAsync(head));
        Assert.Null(await FindCurrentAsync(head));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var head = Sample.Head();

        Assert.Null(await FindAsync(head));
        Assert.Null(await FindCurrentAsync(head));
        Assert.Empty(await JournalAsync(head));
    }

    [Fact]
    public async Task What_is_done_is_there_after_the_store_was_opened_anew()
    {
        var head = Sample.Head(wakeAt: Sample.Noon);
        var next = head.Next();
        await MustCommitAsync(head.Write("one"));
        await MustCommitAsync(next.Write("two"));
        await ReopenAsync();

        Assert.Equal(next, await FindAsync(head));
        Assert.Equal(next, await FindCurrentAsync(head));
        Assert.Equal(["one", "two"], await JournalAsync(head));
        Assert.Equal([next], await DueAsync(until: Sample.Noon));
        await MustCommitAsync(next.Next().Write("three"));
        Assert.Equal(["one", "two", "three"], await JournalAsync(head));
    }

    [Fact]
    public async Task A_write_on_an_older_version_fails_with_its_whole_batch()
    {
        var (first, second, third) = (Sample.Head("a"), Sample.Head("b"), Sample.Head("c"));
        await MustCommitAsync(first.Write("a1"), second.Write("b1"));
        await MustCommitAsync(second.Next().Write("b2"));

        var outcome = await CommitAsync(
            first.Next().Write("a2"), third.Write("c1"), second.Next().Write("b2, too late"));

        Assert.Equal(CommitOutcome.Failed, outcome);
        Assert.Equal(first, await FindAsync(first));
        Assert.Equal(["a1"], await JournalAsync(first));
        Assert.Equal(["b1", "b2"], await JournalAsync(second));
        Assert.Null(await FindAsync(third));
        await MustCommitAsync(first.Next().Write("a2"), third.Write("c1"));
        Assert.Equal(["a1", "a2"], await JournalAsync(first));
    }

    [Fact]
    public async Task A_write_on_a_version_that_is_not_there_yet_fails()
    {
        var head = Sample.Head();
        Assert.Equal(CommitOutcome.Failed, await CommitAsync(head.Next().Write("of nothing")));
        await MustCommitAsync(head.Write("one"));
        Assert.Equal(CommitOutcome.Failed, await CommitAsync(head.Next().Next().Write("three")));
        Assert.Equal(["one"], await JournalAsync(head));
    }

    [Fact]
    public async Task A_run_that_exists_cannot_be_made_again()
    {
        var (head, other) = (Sample.Head(), Sample.Head("other"));
        await MustCommitAsync(head.Write("one"));

        Assert.Equal(CommitOutcome.Failed, await CommitAsync(other.Write("other"), head.Write("again")));
        Assert.Null(await FindAsync(other));
        Assert.Equal(["one"], await JournalAsync(head));
    }

    [Fact]
    public async Task A_batch_that_fails_takes_no_other_batch_with_it()
    {
        var heads = Enumerable.Range(0, 20).Select(i => Sample.Head($"w{i}", partition: i)).ToList();
        await Task.WhenAll(heads.Select(head => MustCommitAsync(head.Write("one"))));

        var outcomes = await Task.WhenAll(heads.Select((head, i) =>
            CommitAsync(i % 3 == 0 ? head.Write("again") : head.Next().Write("two"))));

        for (var i = 0; i < heads.Count; i++)
        {
            Assert.Equal(i % 3 == 0 ? CommitOutcome.Failed : CommitOutcome.Done, outcomes[i]);
            Assert.Equal(i % 3 == 0 ? ["one"] : ["one", "two"], await JournalAsync(heads[i]));
        }
    }

    [Fact]
    public async Task A_batch_without_writes_is_done() =>
        Assert.Equal(CommitOutcome.Done, await Store.CommitAsync(new Batch(1, []), Cancellation));

    [Fact]
    public async Task A_batch_that_breaks_the_rules_is_refused_and_leaves_no_trace()
    {
        var (head, other) = (Sample.Head(), Sample.Head("other"));
        Batch[] wrong =
        [
            new(head.Partition + 1, [head.Write("of another partition")]),
            new(head.Partition, [head.Write("one"), head.Write("twice")]),
            new(head.Partition, [other.Write("fine"), new(head with { Version = 5 }, 1, default)]),
            new(head.Partition, [new(head with { Version = 0 }, -1, default)]),
        ];
        foreach (var batch in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CommitAsync(batch, Cancellation));
        }

        Assert.Null(await FindAsync(head));
        Assert.Null(await FindAsync(other));
    }

    [Fact]
    public async Task A_commit_that_was_cancelled_before_it_was_queued_writes_nothing()
    {
        var head = Sample.Head();
        var batch = new Batch(head.Partition, [head.Write("one")]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.CommitAsync(batch, new CancellationToken(canceled: true)));
        Assert.Null(await FindAsync(head));
        await MustCommitAsync(head.Write("one"));
    }
}
