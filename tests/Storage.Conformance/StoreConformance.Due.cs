using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task Due_executions_come_earliest_first_and_none_that_is_due_later()
    {
        var late = Sample.Head("late", wakeAt: Sample.Noon.AddTicks(1));
        var punctual = Sample.Head("punctual", wakeAt: Sample.Noon);
        var early = Sample.Head("early", wakeAt: Sample.Noon.AddYears(-3));
        var waiting = Sample.Head("waiting", wakeAt: DateTimeOffset.MinValue);
        var never = Sample.Head("never");
        await MustCommitAsync(late.Write(), punctual.Write(), never.Write(), early.Write(), waiting.Write());

        Assert.Equal([waiting, early, punctual], await DueAsync(until: Sample.Noon));
        Assert.Equal([waiting, early, punctual, late], await DueAsync(until: DateTimeOffset.MaxValue));
        Assert.Equal([waiting], await DueAsync(until: DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task A_partition_sees_only_its_own()
    {
        var here = Sample.Head("here", partition: 1, wakeAt: Sample.Noon);
        var there = Sample.Head("there", partition: 2, wakeAt: Sample.Noon);
        await MustCommitAsync(here.Write());
        await MustCommitAsync(there.Write());

        Assert.Equal([here], await DueAsync(until: Sample.Noon, partition: 1));
        Assert.Equal([there], await DueAsync(until: Sample.Noon, partition: 2));
        Assert.Empty(await DueAsync(until: Sample.Noon, partition: 3));
    }

    [Fact]
    public async Task Pages_miss_nothing_and_repeat_nothing_even_among_equals()
    {
        var moments = (DateTimeOffset[])[DateTimeOffset.MinValue, Sample.Noon, Sample.Noon.AddSeconds(1)];
        var heads = Enumerable.Range(0, 60).Select(i => Sample.Head($"w{i}", wakeAt: moments[i % 3])).ToList();
        await MustCommitAsync([.. heads.Select(head => head.Write("x"))]);
        var whole = await DueAsync(until: Sample.Noon.AddSeconds(1));
        Assert.Equal(
            heads.Select(head => head.Key.RunId.Value).Order(), whole.Select(head => head.Key.RunId.Value).Order());
        Assert.Equal(whole.Select(head => head.WakeAt).Order(), whole.Select(head => head.WakeAt));

        foreach (var size in (int[])[1, 7, 20, 60, 100])
        {
            var pages = new List<ExecutionHead>();
            DueCursor? after = null;
            while (await DueAsync(until: Sample.Noon.AddSeconds(1), after, size) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= size);
                pages.AddRange(page);
                after = new DueCursor(page[^1].WakeAt!.Value, page[^1].Key.RunId);
            }

            Assert.Equal(whole, pages);
        }
    }

    [Fact]
    public async Task A_page_goes_on_behind_an_execution_that_is_not_due_any_more()
    {
        var heads = Enumerable.Range(0, 6)
            .Select(i => Sample.Head($"w{i}", wakeAt: Sample.Noon.AddSeconds(i)))
            .ToList();
        await MustCommitAsync([.. heads.Select(head => head.Write())]);
        var page = await DueAsync(until: Sample.Noon.AddHours(1), limit: 3);
        await MustCommitAsync((heads[2].Next() with { WakeAt = null }).Write());

        var after = new DueCursor(page[^1].WakeAt!.Value, page[^1].Key.RunId);
        Assert.Equal(heads[3..], await DueAsync(until: Sample.Noon.AddHours(1), after));
    }

    [Fact]
    public async Task A_new_wake_time_takes_the_place_of_the_old_one()
    {
        var head = Sample.Head(wakeAt: Sample.Noon);
        await MustCommitAsync(head.Write());
        var sooner = head.Next() with { WakeAt = Sample.Noon.AddHours(-1) };
        await MustCommitAsync(sooner.Write());
        Assert.Equal([sooner], await DueAsync(until: DateTimeOffset.MaxValue));
        var none = sooner.Next() with { WakeAt = null };
        await MustCommitAsync(none.Write());
        Assert.Empty(await DueAsync(until: DateTimeOffset.MaxValue));
        var again = none.Next() with { WakeAt = DateTimeOffset.MinValue };
        await MustCommitAsync(again.Write());
        await ReopenAsync();
        Assert.Equal([again], await DueAsync(until: Sample.Noon));
    }

    [Fact]
    public async Task A_closed_execution_is_due_only_if_it_says_so()
    {
        var (silent, delivering) = (Sample.Head("silent", wakeAt: Sample.Noon), Sample.Head("b", wakeAt: Sample.Noon));
        await MustCommitAsync(silent.Write(), delivering.Write());
        var closed = silent.Next() with { Status = 2, WakeAt = null, CloseTime = Sample.Noon };
        var stillDue = delivering.Next() with { Status = 2, CloseTime = Sample.Noon };
        await MustCommitAsync(closed.Write(), stillDue.Write());

        Assert.Equal([stillDue], await DueAsync(until: Sample.Noon));
    }

    [Fact]
    public async Task A_due_execution_that_is_not_current_any_more_says_so()
    {
        var (first, second) = (Sample.Head(wakeAt: Sample.Noon), Sample.Head(wakeAt: Sample.Noon.AddSeconds(1)));
        await MustCommitAsync(first.Write());
        await MustCommitAsync(second.Write());

        Assert.Equal([first with { IsCurrent = false }, second], await DueAsync(until: DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task A_limit_below_one_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => DueAsync(until: Sample.Noon, limit: 0));

    private async Task<IReadOnlyList<ExecutionHead>> DueAsync(
        DateTimeOffset until, DueCursor? after = null, int limit = 1000, int partition = 3) =>
        await Store.FindDueAsync(partition, after, until, limit, Cancellation);
}
