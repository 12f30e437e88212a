using Cairn.Embedded;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>
/// Starts workflows in a file that does not have <c>using Cairn.Client</c>, as in a first program that uses the client
/// of an engine. That it compiles is the test.
/// </summary>
public sealed class CallsWithoutUsingTests
{
    [Fact]
    public async Task Generated_calls_and_lambdas_need_no_using_of_the_client()
    {
        await using var engine = await CairnEngine.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        await using var worker = engine.StartWorker("queue", options => options.AddWorkflow<Echo>());

        Assert.Equal("a", await engine.Client.ExecuteWorkflowAsync(EchoCalls.Run("a"), new("a", "queue")));
        Assert.Equal("b", await engine.Client.ExecuteWorkflowAsync((Echo w) => w.RunAsync("b"), new("b", "queue")));
        var handle = await engine.Client.StartWorkflowAsync(EchoCalls.Run("c"), new("c", "queue"));
        Assert.Equal("c", await handle.GetResultAsync());
    }
}
