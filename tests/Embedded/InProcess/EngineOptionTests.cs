using Cairn.Client;
using Cairn.Embedded;
using Cairn.Storage;

namespace Cairn.Tests.Embedded;

public sealed class EngineOptionTests
{
    public static TheoryData<CairnEngineOptions, string> Wrong => new()
    {
        { new() { DatabasePath = " " }, "DatabasePath must name a file, or be null to keep everything in memory" },
        {
            new() { DatabasePath = "cairn.db", Store = new MemoryStore() },
            "DatabasePath must be null if Store is set; it is \"cairn.db\"."
        },
        { new() { Namespace = "" }, "Namespace must have 1 to 1000 bytes; it is \"\"." },
        { new() { Namespace = new string('n', 1001) }, "Namespace must have 1 to 1000 bytes; it is \"nnn" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task An_option_out_of_range_is_refused_by_name_value_and_range(
        CairnEngineOptions options, string message)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => CairnEngine.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_log_of_its_own_an_engine_logs_where_clients_do()
    {
        await using var engine = await CairnEngine.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Same(new CairnClientOptions().LoggerFactory, engine.Client.Options.LoggerFactory);
    }

    [Fact]
    public async Task A_database_in_a_folder_that_is_missing_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "cairn.db");
        var refused = await Assert.ThrowsAsync<StoreException>(() => CairnEngine.StartAsync(
            new() { DatabasePath = path }, TestContext.Current.CancellationToken));
        Assert.Equal(StoreFailure.NoPlace, refused.Reason);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }
}
