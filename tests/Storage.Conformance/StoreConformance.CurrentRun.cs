using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task A_new_current_run_takes_over_from_the_one_before()
    {
        var (first, second) = (Sample.Head(), Sample.Head());
        await MustCommitAsync(first.Write("first"));
        await MustCommitAsync(second.Write("second"));

        Assert.Equal(second, await FindCurrentAsync(first));
        Assert.Equal(first with { IsCurrent = false }, await FindAsync(first));
        Assert.Equal(second, await FindAsync(second));
    }

    [Fact]
    public async Task One_batch_closes_a_run_and_starts_the_next()
    {
        var (first, second) = (Sample.Head(), Sample.Head());
        await MustCommitAsync(first.Write("first"));
        var closed = first.Next() with { Status = 6, IsCurrent = false, CloseTime = Sample.Noon };
        await MustCommitAsync(closed.Write("continued"), second.Write("second"));
        await ReopenAsync();

        Assert.Equal(second, await FindCurrentAsync(first));
        Assert.Equal(closed, await FindAsync(first));
        Assert.Equal(["first", "continued"], await JournalAsync(first));
    }

    [Fact]
    public async Task The_last_write_of_a_batch_that_says_current_is_the_current_one()
    {
        var (first, second) = (Sample.Head(), Sample.Head());
        await MustCommitAsync(first.Write("first"), second.Write("second"));
        Assert.Equal(second, await FindCurrentAsync(first));

        await MustCommitAsync(second.Next().Write("second"), first.Next().Write("first"));
        Assert.Equal(first.Next(), await FindCurrentAsync(first));
        Assert.Equal(second.Next() with { IsCurrent = false }, await FindAsync(second));
    }

    [Fact]
    public async Task An_old_run_can_be_written_without_becoming_current()
    {
        var (first, second) = (Sample.Head(), Sample.Head());
        await MustCommitAsync(first.Write("first"));
        await MustCommitAsync(second.Write("second"));
        await MustCommitAsync((first.Next() with { IsCurrent = false }).Write("late"));

        Assert.Equal(second, await FindCurrentAsync(first));
        Assert.Equal(["first", "late"], await JournalAsync(first));
    }

    [Fact]
    public async Task Runs_of_other_namespaces_and_workflow_ids_stay_current()
    {
        var head = Sample.Head();
        var elsewhere = head with { Key = head.Key with { Namespace = new("elsewhere") } };
        var other = head with { Key = head.Key with { WorkflowId = new("other") } };
        await MustCommitAsync(head.Write("head"), elsewhere.Write("elsewhere"), other.Write("other"));

        foreach (var each in (ExecutionHead[])[head, elsewhere, other])
        {
            Assert.Equal(each, await FindCurrentAsync(each));
            Assert.Equal([each == head ? "head" : each == other ? "other" : "elsewhere"], await JournalAsync(each));
        }
    }

    [Fact]
    public async Task A_chain_of_many_runs_has_one_current_run()
    {
        var runs = Enumerable.Range(0, 100).Select(_ => Sample.Head()).ToList();
        foreach (var run in runs)
        {
            await MustCommitAsync(run.Write("run"));
        }

        await ReopenAsync();
        Assert.Equal(runs[^1], await FindCurrentAsync(runs[0]));
        foreach (var run in runs[..^1])
        {
            Assert.False((await FindAsync(run))!.IsCurrent);
        }
    }
}
