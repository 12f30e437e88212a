using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;
using PostResetOperation = Cairn.Api.Workflow.V1.PostResetOperation;

namespace Cairn.Tests.Embedded;

/// <summary>A workflow that goes on from its first task, with the updates that came after it.</summary>
public sealed class ResetTests : EngineTest
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task Updates_come_again_and_are_answered_by_the_new_run(int cachedWorkflows)
    {
        await using var worker = StartWorker(cachedWorkflows);
        var handle = await Client.StartWorkflowAsync((Account w) => w.RunAsync(), Id());
        Assert.Equal(2, await handle.ExecuteUpdateAsync(w => w.AddAsync(2), new("two")));
        Assert.Equal(5, await handle.ExecuteUpdateAsync(w => w.AddAsync(3), new("three")));

        var account = await ResetAsync(request => request.PostResetOperations.Add(new PostResetOperation
        {
            SignalWorkflow = new() { SignalName = "Close" },
        }));
        Assert.Equal(5, await account.GetUpdateHandle<int>("three").GetResultAsync());
        Assert.Equal(2, await account.GetUpdateHandle<int>("two").GetResultAsync());
        Assert.Equal(5, await account.GetResultAsync());
        Assert.Equal(2, await AdmittedAsync(account));
        await ReplayAsync(account);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task An_update_that_the_code_refuses_this_time_stays_refused(int cachedWorkflows)
    {
        await using var worker = StartWorker(cachedWorkflows);
        var handle = await Client.StartWorkflowAsync((Account w) => w.RunAsync(), Id());
        Assert.Equal(0, await handle.ExecuteUpdateAsync(w => w.AddAsync(0))); // The first task is over.
        await handle.SignalAsync(w => w.AllowAsync());
        Assert.Equal(1000, await handle.ExecuteUpdateAsync(w => w.AddAsync(1000), new("much")));
        Assert.Equal(1001, await handle.ExecuteUpdateAsync(w => w.AddAsync(1), new("little")));

        var account = await ResetAsync(
            request => request.ResetReapplyExcludeTypes.Add(ResetReapplyExcludeType.Signal));
        Assert.Equal(1, await account.GetUpdateHandle<int>("little").GetResultAsync());
        await account.SignalAsync(w => w.AllowAsync());
        Assert.Equal(3, await account.ExecuteUpdateAsync(w => w.AddAsync(2)));
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => account.GetUpdateHandle<int>("much").GetResultAsync());
        Assert.Equal(RpcException.StatusCode.NotFound, refusal.Code);
        Assert.Equal(1003, await account.ExecuteUpdateAsync(w => w.AddAsync(1000), new("much")));
        await account.SignalAsync(w => w.CloseAsync());
        Assert.Equal(1003, await account.GetResultAsync());
        Assert.Equal(3, await AdmittedAsync(account));
        await ReplayAsync(account);
    }

    private static async Task<int> AdmittedAsync(WorkflowHandle account) => (await account.FetchHistoryAsync()).Events
        .Count(e => e.EventType == EventType.WorkflowExecutionUpdateAdmitted);

    private static async Task ReplayAsync(WorkflowHandle account) =>
        await new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<Account>()).ReplayWorkflowAsync(
            await account.FetchHistoryAsync(), cancellationToken: TestContext.Current.CancellationToken);

    private IAsyncDisposable StartWorker(int cachedWorkflows) => StartWorker(options =>
    {
        options.MaxCachedWorkflows = cachedWorkflows;
        options.AddWorkflow<Account>();
    });

    /// <summary>Lets the workflow go on from the end of its first task, as another run.</summary>
    private async Task<WorkflowHandle<Account, int>> ResetAsync(
        Action<Api.WorkflowService.V1.ResetWorkflowExecutionRequest> change)
    {
        var request = new Api.WorkflowService.V1.ResetWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "w" },
            RequestId = "reset",
            WorkflowTaskFinishEventId = 4,
        };
        change(request);
        var reset = await Client.WorkflowService.ResetWorkflowExecutionAsync(request);
        return Client.GetWorkflowHandle<Account, int>("w", reset.RunId);
    }

    [Workflow]
    public class Account
    {
        private bool isAllowed;
        private bool isClosed;
        private int total;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isClosed && Workflow.AllHandlersFinished);
            return total;
        }

        [WorkflowSignal]
        public Task AllowAsync()
        {
            isAllowed = true;
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public Task CloseAsync()
        {
            isClosed = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public async Task<int> AddAsync(int amount)
        {
            total += amount;
            var sum = total;
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            return sum;
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void CheckAdd(int amount)
        {
            if (amount >= 1000 && !isAllowed)
            {
                throw new ApplicationFailureException("too much");
            }
        }
    }
}
