using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class CancellationReasonTests
{
    [Theory]
    [InlineData("the customer left", "complete \"none, then: the customer left\"")]
    [InlineData("", "complete \"none, then: \"")]
    public async Task A_workflow_knows_why_it_is_cancelled(string reason, string end)
    {
        var server = new FakeServer(nameof(Asks));
        var handler = Handlers.Of<Asks>();
        await server.RunTaskAsync(handler);
        await server.RequestCancel(reason).RequestCancel("again").RunTaskAsync(handler);
        await server.FireTimer("2").RunTaskAsync(handler);
        Assert.Equal(end, server.Tasks[2][^1]);
        await Prefixes.ReplayAsync(server, typeof(Asks));
    }

    [Workflow]
    public class Asks
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var before = Workflow.CancellationReason ?? "none";
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromDays(1));
            }
            catch (Exception e) when (CairnException.IsCanceledException(e))
            {
                await Workflow.RunDetachedAsync(() => Workflow.DelayAsync(1000));
            }

            return $"{before}, then: {Workflow.CancellationReason}";
        }
    }
}
