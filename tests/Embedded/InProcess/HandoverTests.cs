#if DEBUG
using Cairn.Embedded;

namespace Cairn.Tests.Embedded;

/// <summary>Debug builds find who changes a message that the engine may still read.</summary>
public sealed class HandoverTests
{
    [Fact]
    public async Task A_caller_that_changes_an_answer_of_the_engine_fails_its_next_call()
    {
        await using var engine = await CairnEngine.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        var info = await engine.WorkflowService.GetSystemInfoAsync(new());
        info.ServerVersion = "another";
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => engine.WorkflowService.GetSystemInfoAsync(new()));
        Assert.StartsWith("The response of GetSystemInfo was changed", error.Message, StringComparison.Ordinal);
    }
}
#endif
