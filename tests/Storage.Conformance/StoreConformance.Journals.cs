using System.Text;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task Entries_come_back_in_order_however_the_journals_are_mixed()
    {
        var heads = Enumerable.Range(0, 5).Select(i => Sample.Head($"w{i}")).ToArray();
        for (var round = 1; round <= 40; round++)
        {
            var writes = heads.Where((_, i) => round % (i + 1) == 0).ToList();
            await MustCommitAsync([.. writes.Select(head => head.Write($"{round}"))]);
            heads = [.. heads.Select(head => writes.Contains(head) ? head.Next() : head)];
        }

        await ReopenAsync();
        for (var i = 0; i < heads.Length; i++)
        {
            var expected = Enumerable.Range(1, 40).Where(round => round % (i + 1) == 0).Select(round => $"{round}");
            Assert.Equal(expected, await JournalAsync(heads[i]));
        }
    }

    [Fact]
    public async Task A_write_without_an_entry_changes_only_the_head()
    {
        var head = Sample.Head();
        var next = head.Next() with { WakeAt = Sample.Noon };
        await MustCommitAsync(head.Write());
        Assert.Empty(await JournalAsync(head));
        await MustCommitAsync(next.Write());
        await MustCommitAsync(next.Next().Write("first entry"));
        await MustCommitAsync(next.Next().Next().Write());

        Assert.Equal(next.Next().Next(), await FindAsync(head));
        Assert.Equal(["first entry"], await JournalAsync(head));
    }

    [Fact]
    public async Task A_large_entry_comes_back_byte_for_byte()
    {
        var head = Sample.Head();
        var large = new byte[4 << 20];
        new Random(42).NextBytes(large);
        await MustCommitAsync(new ExecutionWrite(head, 0, large));
        await MustCommitAsync(head.Next().Write("small"));
        await ReopenAsync();

        var journal = await Store.ReadJournalAsync(head.Key, Cancellation);
        Assert.True(journal[0].Span.SequenceEqual(large));
        Assert.Equal("small", Sample.Text(journal[1]));
    }

    [Fact]
    public async Task An_entrys_memory_may_be_used_again_after_the_commit()
    {
        var head = Sample.Head();
        var buffer = Encoding.UTF8.GetBytes("before");
        await MustCommitAsync(new ExecutionWrite(head, 0, buffer));
        "AFTER!"u8.CopyTo(buffer);

        Assert.Equal(["before"], await JournalAsync(head));
    }

    [Theory]
    [InlineData("it's \"quoted\"; DROP TABLE executions; --")]
    [InlineData("NUL\0inside")]
    [InlineData("NUL\0other")]
    [InlineData("\0")]
    [InlineData("Überweisung/価格 🧾 \u202e")]
    [InlineData("line\nbreak\ttab %_*?")]
    [InlineData(" order-1001 ")]
    [InlineData("ORDER-1001")]
    public async Task Unusual_names_are_kept_exactly(string name)
    {
        var plain = Sample.Head("NUL");
        var head = Sample.Head(name, runId: $"run of {name}", wakeAt: Sample.Noon) with
        {
            WorkflowType = name,
            TaskQueue = name,
        };
        head = head with { Key = head.Key with { Namespace = new NamespaceName(name) } };
        await MustCommitAsync(plain.Write("plain"), head.Write("unusual"));
        await MustCommitAsync(head.Next().Write("again"));
        await ReopenAsync();

        Assert.Equal(head.Next(), await FindAsync(head));
        Assert.Equal(head.Next(), await FindCurrentAsync(head));
        Assert.Equal([head.Next()], await DueAsync(until: Sample.Noon));
        Assert.Equal(["unusual", "again"], await JournalAsync(head));
        Assert.Null(await FindCurrentAsync(Sample.Head(name.ToUpperInvariant() + " ")));
    }

    [Fact]
    public async Task Names_of_a_thousand_bytes_that_differ_at_the_end_are_different()
    {
        var start = new string('é', 499);
        var (first, second) = (Sample.Head(start + "a1"), Sample.Head(start + "a2"));
        await MustCommitAsync(first.Write("first"), second.Write("second"));

        Assert.Equal(first, await FindCurrentAsync(first));
        Assert.Equal(second, await FindCurrentAsync(second));
    }

    [Fact]
    public async Task Empty_names_are_names()
    {
        var head = Sample.Head("", runId: "") with { WorkflowType = "", TaskQueue = "" };
        await MustCommitAsync(head.Write("nameless"));

        Assert.Equal(head, await FindAsync(head));
        Assert.Equal(head, await FindCurrentAsync(head));
    }
}
