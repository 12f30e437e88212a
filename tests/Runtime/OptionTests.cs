using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class OptionTests
{
    [Theory]
    [InlineData(8, 4)]
    [InlineData(1, 2)]
    public async Task Another_number_of_partitions_than_that_of_the_database_is_refused(int made, int asked)
    {
        using var folder = new DataFolder();
        await using (var store = await folder.OpenAsync())
        await using (await Harness.StartAsync(store, new NodeOptions { Partitions = made }))
        {
        }

        await using var again = await folder.OpenAsync();
        var refused = await Assert.ThrowsAsync<StoreException>(
            () => Harness.StartAsync(again, new NodeOptions { Partitions = asked }));
        Assert.Equal(StoreFailure.OtherPartitions, refused.Reason);
        Assert.Equal(
            $"NodeOptions.Partitions is {asked}, but the database was made with {made}. The number is fixed for the "
            + $"life of a database: set it to {made}.",
            refused.Message);
        await using var same = await Harness.StartAsync(again, new NodeOptions { Partitions = made });
    }

    public static TheoryData<NodeOptions, string> Wrong => new()
    {
        { new() { Partitions = 0 }, "Partitions must be 1 to 1024, not 0." },
        { new() { Partitions = 1025 }, "Partitions must be 1 to 1024, not 1025." },
        { new() { CachedExecutions = -1 }, "CachedExecutions must be 0 or more, not -1." },
        { new() { TimerHorizon = TimeSpan.Zero }, "TimerHorizon must be more than 0 and at most a day, not 00:00:00." },
        { new() { TimerHorizon = TimeSpan.FromDays(2) }, "TimerHorizon must be more than 0 and at most a day, not 2." },
        { new() { NamespaceRetention = TimeSpan.Zero }, "NamespaceRetention must be at least an hour, not 00:00:00." },
        { new() { LazyCommit = TimeSpan.FromTicks(-1) }, "LazyCommit must be 0 to a minute, not -00:00:00.0000001." },
        { new() { Namespaces = [""] }, "Namespaces must be names of 1 to 1000 bytes, not \"\"." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task An_option_out_of_range_is_refused_by_name_value_and_range(NodeOptions options, string message)
    {
        var store = new MemoryStore();
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Node.StartAsync(store, options, TestContext.Current.CancellationToken));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }
}
