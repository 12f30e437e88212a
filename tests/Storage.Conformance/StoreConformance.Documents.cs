using System.Text;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    private static readonly DocumentKey Nightly = new("schedule", new NamespaceName("default"), "nightly");

    [Fact]
    public async Task A_document_is_made_changed_and_deleted()
    {
        Assert.Null(await Store.FindDocumentAsync(Nightly, Cancellation));
        await MustWriteAsync(Change(Nightly, 0, "one"));
        Assert.Equal((1, "one"), await DocumentAsync(Nightly));
        await MustWriteAsync(Change(Nightly, 1, ""));
        Assert.Equal((2, ""), await DocumentAsync(Nightly));
        await MustWriteAsync(new DocumentWrite(Nightly, 2, null));
        Assert.Null(await Store.FindDocumentAsync(Nightly, Cancellation));
        await MustWriteAsync(Change(Nightly, 0, "again"));
        Assert.Equal((1, "again"), await DocumentAsync(Nightly));
    }

    [Fact]
    public async Task Documents_are_there_after_the_store_was_opened_anew()
    {
        var hourly = Nightly with { Name = "hourly" };
        await MustWriteAsync(Change(Nightly, 0, "one"), Change(hourly, 0, "one"));
        await MustWriteAsync(Change(Nightly, 1, "two"), new DocumentWrite(hourly, 1, null));
        await ReopenAsync();

        Assert.Equal((2, "two"), await DocumentAsync(Nightly));
        Assert.Null(await Store.FindDocumentAsync(hourly, Cancellation));
        await MustWriteAsync(Change(Nightly, 2, "three"));
        Assert.Equal((3, "three"), await DocumentAsync(Nightly));
    }

    [Theory]
    [InlineData(0, "made again")]
    [InlineData(1, "on an older version")]
    [InlineData(3, "on a version that is not there yet")]
    [InlineData(1, null)]
    public async Task A_document_that_lost_a_race_fails_with_its_whole_batch(long expected, string? content)
    {
        var (head, other) = (Sample.Head(), Nightly with { Name = "other" });
        await MustWriteAsync(Change(Nightly, 0, "one"));
        await MustWriteAsync(Change(Nightly, 1, "two"));

        var outcome = await Store.CommitAsync(
            new Batch(head.Partition, [head.Write("one")])
            {
                Documents = [Change(other, 0, "other"), Change(Nightly, expected, content)],
            },
            Cancellation);

        Assert.Equal(CommitOutcome.Failed, outcome);
        Assert.Null(await FindAsync(head));
        Assert.Null(await Store.FindDocumentAsync(other, Cancellation));
        Assert.Equal((2, "two"), await DocumentAsync(Nightly));
    }

    [Fact]
    public async Task A_document_does_not_change_when_an_execution_beside_it_lost_a_race()
    {
        var head = Sample.Head();
        await MustCommitAsync(head.Write("one"));

        var outcome = await Store.CommitAsync(
            new Batch(head.Partition, [head.Write("again")]) { Documents = [Change(Nightly, 0, "one")] },
            Cancellation);

        Assert.Equal(CommitOutcome.Failed, outcome);
        Assert.Null(await Store.FindDocumentAsync(Nightly, Cancellation));
    }

    [Fact]
    public async Task Of_many_who_make_a_document_at_once_one_succeeds()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () => await Store.CommitAsync(Batch.Of(Change(Nightly, 0, $"{i}")), Cancellation), Cancellation)));

        var winner = Assert.Single(Enumerable.Range(0, 20), i => outcomes[i] == CommitOutcome.Done);
        Assert.Equal((1, $"{winner}"), await DocumentAsync(Nightly));
    }

    [Fact]
    public async Task Documents_are_listed_by_kind_and_namespace_in_pages_that_miss_nothing_and_repeat_nothing()
    {
        var names = Enumerable.Range(0, 23).Select(i => $"schedule-{i}").Append("\0").Append("🧾").Append("ü").ToList();
        await MustWriteAsync(
            [
                .. names.Select(name => Change(Nightly with { Name = name }, 0, $"of {name}")),
                Change(Nightly with { Kind = "schedul" }, 0, "of another kind"),
                Change(Nightly with { Kind = "schedules" }, 0, "of another kind"),
                Change(Nightly with { Namespace = new("other") }, 0, "of another namespace"),
                Change(Nightly with { Namespace = new("") }, 0, "of no namespace"),
            ]);

        foreach (var size in (int[])[1, 5, 26, 100])
        {
            var found = new List<Document>();
            while (await PageAsync(found.LastOrDefault()?.Key.Name, size) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= size);
                found.AddRange(page);
            }

            Assert.Equal(names.Order(), found.Select(one => one.Key.Name).Order());
            Assert.All(found, one => Assert.Equal($"of {one.Key.Name}", Sample.Text(one.Content)));
        }
    }

    [Fact]
    public async Task A_document_that_breaks_the_rules_is_refused_and_leaves_no_trace()
    {
        Batch[] wrong =
        [
            Batch.Of(Change(Nightly, 0, "one"), Change(Nightly, 0, "twice")),
            Batch.Of(Change(Nightly, 0, "one"), Change(Nightly with { Name = "" }, 0, "nameless")),
            Batch.Of(Change(Nightly, -1, "before the first")),
            Batch.Of(new DocumentWrite(Nightly, 0, null)),
        ];
        foreach (var batch in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CommitAsync(batch, Cancellation));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PageAsync(null, 0));
        Assert.Null(await Store.FindDocumentAsync(Nightly, Cancellation));
    }

    [Fact]
    public async Task A_documents_memory_may_be_used_again_after_the_commit()
    {
        var buffer = Encoding.UTF8.GetBytes("before");
        await MustWriteAsync(new DocumentWrite(Nightly, 0, buffer));
        "AFTER!"u8.CopyTo(buffer);

        Assert.Equal((1, "before"), await DocumentAsync(Nightly));
    }

    private static DocumentWrite Change(DocumentKey key, long expected, string? content) =>
        new(key, expected, content is null ? null : Encoding.UTF8.GetBytes(content).AsMemory());

    private async Task MustWriteAsync(params DocumentWrite[] writes) =>
        Assert.Equal(CommitOutcome.Done, await Store.CommitAsync(Batch.Of(writes), Cancellation));

    private async Task<(long Version, string Content)> DocumentAsync(DocumentKey key)
    {
        var found = await Store.FindDocumentAsync(key, Cancellation);
        return (found!.Version, Sample.Text(found.Content));
    }

    private async Task<IReadOnlyList<Document>> PageAsync(string? after, int limit) =>
        await Store.ListDocumentsAsync(Nightly.Kind, Nightly.Namespace, after, limit, Cancellation);
}
