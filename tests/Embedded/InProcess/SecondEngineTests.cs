using Cairn.Embedded;
using Cairn.Storage;

namespace Cairn.Tests.Embedded;

public sealed class SecondEngineTests
{
    [Fact]
    public async Task A_second_engine_on_the_same_file_is_refused()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cairn-twice-").FullName, "cairn.db");
        await using (await CairnEngine.StartAsync(
            new() { DatabasePath = path }, TestContext.Current.CancellationToken))
        {
            await Assert.ThrowsAsync<StoreException>(() => CairnEngine.StartAsync(
                new() { DatabasePath = path }, TestContext.Current.CancellationToken));
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
