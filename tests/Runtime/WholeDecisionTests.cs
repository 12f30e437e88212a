using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using static Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Tests.Runtime;

/// <summary>What a request decides over several verbs or runs is taken over whole, or not at all.</summary>
public sealed class WholeDecisionTests
{
    private int notes;
    private volatile int failAt = int.MaxValue;

    [Fact]
    public async Task An_update_with_start_that_attaches_and_is_then_refused_leaves_nothing()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var updates = Enumerable.Range(0, 10).Select(i => harness.UpdateAsync($"u{i}", Accepted)).ToList();
        Assert.Equal(10, (await harness.PollWorkflowAsync()).Messages.Count);
        var before = await harness.EventTypesAsync("w");
        var refused = await harness.Service.ExecuteMultiOperationAsync(Attach())
            .RefusedAsync(RpcException.StatusCode.ResourceExhausted);
        Assert.Contains("Update-with-Start could not be executed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await harness.EventTypesAsync("w"));
        await harness.TerminateAsync("w");
        await Task.WhenAll(updates.Select(update => update.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_reset_that_throws_leaves_the_run_as_it_is(int record)
    {
        await using var harness = await Harness.StartAsync(options: new NodeOptions { BeforeRecord = Fail });
        var first = (await harness.StartWorkflowAsync("w")).RunId;
        var reset = new ResetWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "w", RunId = first },
            WorkflowTaskFinishEventId = 4,
            RequestId = "r",
        };
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        failAt = notes + record;
        await harness.Service.ResetWorkflowExecutionAsync(reset).RefusedAsync(RpcException.StatusCode.Internal);
        failAt = int.MaxValue;
        var described = (await harness.DescribeAsync("w")).WorkflowExecutionInfo;
        Assert.Equal((first, WorkflowExecutionStatus.Running), (described.Execution.RunId, described.Status));
        Assert.DoesNotContain(EventType.WorkflowExecutionTerminated, await harness.EventTypesAsync("w"));
        harness.Mistakes.Take();
    }

    private void Fail(ExecutionKey key)
    {
        if (++notes >= failAt)
        {
            throw new InvalidOperationException("A mistake of the engine.");
        }
    }

    private static ExecuteMultiOperationRequest Attach() => new()
    {
        Namespace = "default",
        Operations =
        {
            new ExecuteMultiOperationRequest.Types.Operation
            {
                StartWorkflow = new StartWorkflowExecutionRequest
                {
                    Namespace = "default",
                    WorkflowId = "w",
                    WorkflowType = new() { Name = "T" },
                    TaskQueue = new() { Name = Harness.Queue },
                    RequestId = "another",
                    WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                    OnConflictOptions = new() { AttachRequestId = true },
                },
            },
            new ExecuteMultiOperationRequest.Types.Operation
            {
                UpdateWorkflow = new UpdateWorkflowExecutionRequest
                {
                    Namespace = "default",
                    WorkflowExecution = new() { WorkflowId = "w" },
                    Request = new()
                    {
                        Meta = new() { UpdateId = "one-too-many", Identity = "client" },
                        Input = new() { Name = "u" },
                    },
                    WaitPolicy = new() { LifecycleStage = Accepted },
                },
            },
        },
    };
}
