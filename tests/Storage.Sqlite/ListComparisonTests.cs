using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Storage.Visibility;
using Cairn.Tests.Storage.Conformance;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>Whatever is asked, SQL finds what the evaluation in memory finds.</summary>
public sealed class ListComparisonTests : IDisposable
{
    private static readonly NamespaceName s_default = new("default");
    private readonly DataFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Both_stores_answer_the_same(int seed)
    {
        await using var sqlite = await folder.OpenAsync();
        await using var memory = new MemoryStore();
        var random = new RandomLists(seed);
        var heads = Enumerable.Range(0, 60).Select(random.Head).ToList();
        await WriteAsync(heads, sqlite, memory);
        await WriteAsync([.. heads.Where((_, i) => i % 3 == 0).Select(random.Next)], sqlite, memory);

        var found = 0;
        for (var i = 0; i < 400; i++)
        {
            var query = random.Query();
            var expected = await AllAsync(memory, query);
            var actual = await AllAsync(sqlite, query);
            Assert.True(expected.SequenceEqual(actual), $"{query}: {Names(expected)} but {Names(actual)}");
            var groups = $"{random.Filter(1)} GROUP BY Keyword";
            Assert.Equal(await CountAsync(memory, groups), await CountAsync(sqlite, groups));
            found += expected.Count;
        }

        Assert.InRange(found, 1000, 23_000);
    }

    private static async Task WriteAsync(IReadOnlyList<ExecutionHead> heads, params IStore[] stores)
    {
        foreach (var store in stores)
        {
            Assert.Equal(
                CommitOutcome.Done,
                await store.CommitAsync(new Batch(3, [.. heads.Select(head => head.Write("x"))]), Cancellation));
        }
    }

    /// <summary>All that is found, in pages.</summary>
    private static async Task<List<ExecutionHead>> AllAsync(IStore store, string text)
    {
        var query = Lists.Parse(text);
        var heads = new List<ExecutionHead>();
        ListPlace? after = null;
        while (await store.ListAsync(s_default, query, after, 13, Cancellation) is { Count: > 0 } page)
        {
            heads.AddRange(page);
            after = ListPlace.Of(page[^1], query.Order);
        }

        return heads;
    }

    private static async Task<IEnumerable<ExecutionCount>> CountAsync(IStore store, string query) =>
        await store.CountAsync(s_default, Lists.Parse(query), Cancellation);

    private static string Names(IEnumerable<ExecutionHead> heads) =>
        string.Join(' ', heads.Select(head => head.Key.RunId.Value));
}
