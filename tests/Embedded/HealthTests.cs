using Cairn.Client;
using Cairn.Exceptions;

namespace Cairn.Tests.Embedded;

public sealed class HealthTests : EngineTest
{
    [Fact(Timeout = 60_000)]
    public async Task An_engine_whose_database_cannot_be_written_says_so_and_goes_on_when_it_can()
    {
        var once = Id();
        once.Rpc = new RpcOptions { Retry = false };
        Assert.True(await Client.Connection.CheckHealthAsync());
        File.Move(Database, Database + ".away");

        var lost = await Assert.ThrowsAsync<RpcException>(() => Client.StartWorkflowAsync("T", [], once));
        Assert.Equal(RpcException.StatusCode.Unavailable, lost.Code);
        Assert.False(await Client.Connection.CheckHealthAsync());
        var refused = await Assert.ThrowsAsync<RpcException>(() => Client.StartWorkflowAsync("T", [], once));
        Assert.Equal(RpcException.StatusCode.Unavailable, refused.Code);
        Assert.Contains("was deleted, moved or replaced", refused.Message, StringComparison.Ordinal);

        File.Move(Database + ".away", Database);
        while (!await Client.Connection.CheckHealthAsync())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await Client.StartWorkflowAsync("T", [], Id("other"));
    }
}
