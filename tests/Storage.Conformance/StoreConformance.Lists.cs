using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Storage.Visibility;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task A_head_comes_back_with_memo_search_attributes_and_relatives()
    {
        var head = Sample.Head() with
        {
            ExecutionTime = Sample.Noon.AddMinutes(1),
            HistoryBytes = 1234,
            StateTransitions = 56,
            Parent = Sample.Head("parent").Key,
            Root = Sample.Head("root").Key,
            Memo = Lists.Memo("note"),
            SearchAttributes = Lists.Attributes(("Keyword", "\"red\"")),
        };
        await MustCommitAsync(head.Write());
        Assert.Equal(head, await FindAsync(head));

        var changed = head.Next() with { Memo = null, SearchAttributes = Lists.Attributes(("Keyword", "\"blue\"")) };
        await MustCommitAsync(changed.Write());
        await ReopenAsync();
        Assert.Equal(changed, await FindAsync(head));
        Assert.Equal([changed], await ListAsync("Keyword = 'blue'"));
        Assert.Empty(await ListAsync("Keyword = 'red'"));

        var emptied = changed.Next() with { Memo = Lists.Memo("other"), SearchAttributes = null };
        await MustCommitAsync(emptied.Write());
        Assert.Equal([emptied], await ListAsync("Keyword IS NULL"));
    }

    [Fact]
    public async Task Open_executions_are_listed_first_then_those_closed_last()
    {
        var first = Sample.Head("first") with { StartTime = Sample.Noon };
        var second = Sample.Head("second") with { StartTime = Sample.Noon.AddSeconds(1) };
        var early = Closed("early", 1);
        var late = Closed("late", 2);
        await MustCommitAsync(first.Write(), early.Write(), second.Write(), late.Write());

        Assert.Equal([second, first, late, early], await ListAsync(""));
        Assert.Equal([second, first], await ListAsync("ExecutionStatus = 'Running'"));
        Assert.Equal([early, late], await ListAsync("CloseTime IS NOT NULL ORDER BY CloseTime"));
        Assert.Equal([first, second, early, late], (await ListAsync("ORDER BY WorkflowId"))
            .OrderBy(head => head.Key.WorkflowId.Value is "early" or "late" ? 1 : 0)
            .ThenBy(head => head.StartTime)
            .ThenBy(head => head.CloseTime));
    }

    [Fact]
    public async Task A_namespace_lists_only_its_own()
    {
        var here = Sample.Head("here");
        var there = here with { Key = here.Key with { Namespace = new NamespaceName("other") } };
        await MustCommitAsync(here.Write(), there.Write());

        Assert.Equal([here], await ListAsync(""));
        Assert.Equal([new ExecutionCount(null, 1)], await CountAsync(""));
    }

    [Fact]
    public async Task Pages_of_a_list_miss_nothing_and_repeat_nothing()
    {
        var heads = Enumerable.Range(0, 30).Select(i => i % 3 == 0
            ? Sample.Head($"w{i}")
            : Closed($"w{i}", i % 5) with { SearchAttributes = Lists.Attributes(("Int", $"{i % 4}")) });
        await MustCommitAsync([.. heads.Select(head => head.Write())]);

        foreach (var query in (string[])["", "ORDER BY Int DESC", "ORDER BY Int, CloseTime", "ORDER BY WorkflowType"])
        {
            var whole = await ListAsync(query);
            Assert.Equal(30, whole.Count);
            foreach (var size in (int[])[1, 7, 30])
            {
                var order = Lists.Parse(query).Order;
                var pages = new List<ExecutionHead>();
                ListPlace? after = null;
                while (await ListAsync(query, after, size) is { Count: > 0 } page)
                {
                    pages.AddRange(page);
                    after = ListPlace.Of(page[^1], order);
                }

                Assert.Equal(whole, pages);
            }
        }
    }

    [Fact]
    public async Task Executions_are_counted_in_all_and_in_groups()
    {
        var red = Sample.Head("red") with { SearchAttributes = Lists.Attributes(("Keyword", "\"red\"")) };
        await MustCommitAsync(red.Write(), Closed("a", 1).Write(), Closed("b", 2).Write());

        Assert.Equal([new ExecutionCount(null, 3)], await CountAsync(""));
        Assert.Equal([new ExecutionCount(null, 0)], await CountAsync("WorkflowId = 'no-such-id'"));
        Assert.Equal(
            [(null, 2), ("red", 1)],
            (await CountAsync("GROUP BY Keyword")).Select(count => (count.Group?.Text, count.Count)));
        Assert.Equal(
            [("Completed", 2), ("Running", 1)],
            (await CountAsync("GROUP BY ExecutionStatus")).Select(count => (count.Group?.Text, count.Count)));
    }

    [Fact]
    public async Task A_batch_that_failed_is_in_no_list()
    {
        var head = Sample.Head() with { SearchAttributes = Lists.Attributes(("Keyword", "\"red\"")) };
        await MustCommitAsync(head.Write());
        var lost = head with { SearchAttributes = Lists.Attributes(("Keyword", "\"blue\"")) };
        Assert.Equal(CommitOutcome.Failed, await CommitAsync(Sample.Head("new").Write(), lost.Write()));

        Assert.Equal([head], await ListAsync(""));
        Assert.Empty(await ListAsync("Keyword = 'blue'"));
    }

    [Fact]
    public async Task A_filter_may_have_thousands_of_parts()
    {
        var head = Sample.Head("w2999");
        await MustCommitAsync(head.Write());

        var parts = Enumerable.Range(0, 3000).Select(i => $"WorkflowId = 'w{i}'");
        Assert.Equal([head], await ListAsync(string.Join(" OR ", parts)));
    }

    private static ExecutionHead Closed(string workflowId, int second) => Sample.Head(workflowId) with
    {
        Status = 2,
        CloseTime = Sample.Noon.AddSeconds(second),
    };

    private async Task<IReadOnlyList<ExecutionHead>> ListAsync(
        string query, ListPlace? after = null, int limit = 1000) =>
        await Store.ListAsync(new NamespaceName("default"), Lists.Parse(query), after, limit, Cancellation);

    private async Task<IReadOnlyList<ExecutionCount>> CountAsync(string query) =>
        await Store.CountAsync(new NamespaceName("default"), Lists.Parse(query), Cancellation);
}
