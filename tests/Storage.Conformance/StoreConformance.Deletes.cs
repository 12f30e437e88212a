using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task What_is_deleted_leaves_nothing()
    {
        var (head, other) = (Found(Sample.Head(wakeAt: Sample.Noon)), Found(Sample.Head("other")));
        await MustCommitAsync(head.Write("one"), other.Write("other"));
        await MustCommitAsync(head.Next().Write("two"));
        await MustDeleteAsync(head.Next());

        for (var opened = 0; opened < 2; opened++)
        {
            Assert.Null(await FindAsync(head));
            Assert.Null(await FindCurrentAsync(head));
            Assert.Empty(await JournalAsync(head));
            Assert.Empty(await DueAsync(until: DateTimeOffset.MaxValue));
            Assert.Equal([other], await ListAsync("Keyword = 'red'"));
            Assert.Equal([other], await ListAsync(""));
            Assert.Equal(other, await FindAsync(other));
            Assert.Equal(["other"], await JournalAsync(other));
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task The_ids_of_what_is_deleted_can_be_used_again()
    {
        var head = Found(Sample.Head());
        await MustCommitAsync(head.Write("one"));
        await MustDeleteAsync(head);
        var again = head with { SearchAttributes = null, TaskQueue = "others" };
        await MustCommitAsync(again.Write("again"));

        Assert.Equal(again, await FindCurrentAsync(head));
        Assert.Equal(["again"], await JournalAsync(head));
        Assert.Empty(await ListAsync("Keyword = 'red'"));
    }

    [Fact]
    public async Task A_run_that_is_deleted_leaves_the_others_of_its_workflow_id()
    {
        var (first, second, third) = (Sample.Head(), Sample.Head(), Sample.Head());
        await MustCommitAsync(first.Write("first"));
        await MustCommitAsync(second.Write("second"));
        await MustDeleteAsync(first);
        Assert.Equal(second, await FindCurrentAsync(first));

        await MustDeleteAsync(second);
        Assert.Null(await FindCurrentAsync(first));
        await MustCommitAsync(third.Write("third"));
        Assert.Equal(third, await FindCurrentAsync(first));
        Assert.Equal(["third"], await JournalAsync(third));
    }

    [Fact]
    public async Task A_deletion_on_another_version_fails_with_its_whole_batch()
    {
        var (head, other) = (Sample.Head(), Sample.Head("other"));
        await MustCommitAsync(head.Write("one"));
        await MustCommitAsync(head.Next().Write("two"));
        var batch = new Batch(head.Partition, [other.Write("other")]) { Deletes = [new(head.Key, 1)] };
        Assert.Equal(CommitOutcome.Failed, await Store.CommitAsync(batch, Cancellation));
        batch = new Batch(head.Partition, [head.Next().Next().Write("three")]) { Deletes = [new(other.Key, 1)] };
        Assert.Equal(CommitOutcome.Failed, await Store.CommitAsync(batch, Cancellation));
        Assert.Null(await FindAsync(other));
        Assert.Equal(["one", "two"], await JournalAsync(head));

        await MustDeleteAsync(head.Next());
        Assert.Equal(CommitOutcome.Failed, await DeleteAsync(head.Next()));
    }

    [Fact]
    public async Task One_batch_deletes_a_run_and_starts_the_next()
    {
        var (first, second) = (Sample.Head(), Sample.Head());
        await MustCommitAsync(first.Write("first"));
        var batch = new Batch(first.Partition, [second.Write("second")]) { Deletes = [new(first.Key, 1)] };
        Assert.Equal(CommitOutcome.Done, await Store.CommitAsync(batch, Cancellation));
        await ReopenAsync();

        Assert.Null(await FindAsync(first));
        Assert.Equal(second, await FindCurrentAsync(first));
    }

    [Fact]
    public async Task A_deletion_that_breaks_the_rules_is_refused()
    {
        var head = Sample.Head();
        await MustCommitAsync(head.Write("one"));
        Batch[] wrong =
        [
            new(head.Partition, []) { Deletes = [new(head.Key, 0)] },
            new(head.Partition, []) { Deletes = [new(head.Key, 1), new(head.Key, 1)] },
            new(head.Partition, [head.Next().Write("two")]) { Deletes = [new(head.Key, 1)] },
        ];
        foreach (var batch in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CommitAsync(batch, Cancellation));
        }

        Assert.Equal(["one"], await JournalAsync(head));
    }

    [Fact]
    public async Task Others_are_written_and_deleted_in_any_order()
    {
        var random = new Random(20_301);
        var heads = Enumerable.Range(0, 12).Select(i => Sample.Head($"w{i}")).ToList();
        var expected = new Dictionary<ExecutionKey, List<string>>();
        for (var step = 0; step < 400; step++)
        {
            var i = random.Next(heads.Count);
            var isThere = expected.TryGetValue(heads[i].Key, out var entries);
            if (isThere && random.Next(3) == 0)
            {
                await MustDeleteAsync(heads[i]);
                expected.Remove(heads[i].Key);
            }
            else
            {
                heads[i] = isThere ? heads[i].Next() : heads[i] with { Version = 1 };
                await MustCommitAsync(heads[i].Write($"{step}"));
                expected[heads[i].Key] = [.. entries ?? [], $"{step}"];
            }

            if (step % 100 == 99)
            {
                await ReopenAsync();
            }
        }

        foreach (var head in heads)
        {
            Assert.Equal(expected.GetValueOrDefault(head.Key) ?? [], await JournalAsync(head));
        }
    }

    private static ExecutionHead Found(ExecutionHead head) => head with
    {
        Memo = Lists.Memo("note"),
        SearchAttributes = Lists.Attributes(("Keyword", "\"red\"")),
    };

    private async Task<CommitOutcome> DeleteAsync(ExecutionHead head) => await Store.CommitAsync(
        new Batch(head.Partition, []) { Deletes = [new(head.Key, head.Version)] }, Cancellation);

    private async Task MustDeleteAsync(ExecutionHead head) =>
        Assert.Equal(CommitOutcome.Done, await DeleteAsync(head));
}
