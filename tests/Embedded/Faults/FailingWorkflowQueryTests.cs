using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Queries of a run whose workflow task fails.</summary>
public sealed class FailingWorkflowQueryTests : EngineTest
{
    [Fact]
    public async Task The_first_query_is_refused_before_the_task_times_out()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<AlwaysThrows>());
        var handle = await Client.StartWorkflowAsync((AlwaysThrows w) => w.RunAsync(), Id());
        await SoonAsync(TaskFailureAsync());
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => handle.QueryAsync(w => w.Number).WaitAsync(
                TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.Equal(RpcException.StatusCode.FailedPrecondition, refusal.Code);
        Assert.Equal("Unable to query workflow due to Workflow Task in failed state.", refusal.Message);
    }

    [Workflow]
    public class AlwaysThrows
    {
        [WorkflowQuery]
        public int Number => 1;

        [WorkflowRun]
        public Task RunAsync() => throw new InvalidOperationException("a bug");
    }
}
