using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>What is sent to a workflow that has become another run, or whose first task is not due.</summary>
public sealed class ChainTests : EngineTest
{
    [Fact]
    public async Task A_cancelled_parent_ends_a_child_that_has_continued_as_new()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Parent>().AddWorkflow<Child>());
        var handle = await Client.StartWorkflowAsync((Parent w) => w.RunAsync(), Id());
        var child = Client.GetWorkflowHandle<Child>("child");
        await ContinuedAsync(child);
        await handle.CancelAsync();
        Assert.Equal("cancelled", await handle.GetResultAsync());
        await ReplayAsync<Parent>(handle);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task An_update_does_not_wait_for_the_delay_of_a_start(int cachedWorkflows)
    {
        await using var worker = StartWorker(options =>
        {
            options.MaxCachedWorkflows = cachedWorkflows;
            options.AddWorkflow<Delayed>();
        });
        var handle = await Client.StartWorkflowAsync(
            (Delayed w) => w.RunAsync(), new("w", Queue) { StartDelay = TimeSpan.FromHours(1) });
        var refused = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => handle.ExecuteUpdateAsync(w => w.AddAsync(-1)));
        Assert.Equal("too little", refused.InnerException?.Message);
        Assert.Equal(2, await handle.ExecuteUpdateAsync(w => w.AddAsync(2)));
        Assert.Equal(2, await handle.GetResultAsync());
        await ReplayAsync<Delayed>(handle);
    }

    private static async Task ReplayAsync<T>(Client.WorkflowHandle handle) =>
        await new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<T>())
            .ReplayWorkflowAsync(await handle.FetchHistoryAsync());

    private static async Task ContinuedAsync(Client.WorkflowHandle<Child> child)
    {
        while (true)
        {
            try
            {
                if (await child.QueryAsync(w => w.Round) == 1)
                {
                    return;
                }
            }
            catch (RpcException)
            {
                // The child is not started yet, or between two runs.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    [Workflow]
    public class Parent
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            try
            {
                await Workflow.ExecuteChildWorkflowAsync((Child w) => w.RunAsync(0), new() { Id = "child" });
                return "completed";
            }
            catch (ChildWorkflowFailureException e) when (CairnException.IsCanceledException(e))
            {
                return "cancelled";
            }
        }
    }

    [Workflow]
    public class Child
    {
        [WorkflowQuery]
        public int Round { get; private set; }

        [WorkflowRun]
        public async Task RunAsync(int round)
        {
            Round = round;
            if (round == 0)
            {
                throw Workflow.CreateContinueAsNewException((Child w) => w.RunAsync(1));
            }

            await Workflow.WaitConditionAsync(() => false);
        }
    }

    [Workflow]
    public class Delayed
    {
        private int sum;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => sum > 0);
            return sum;
        }

        [WorkflowUpdate]
        public Task<int> AddAsync(int more) => Task.FromResult(sum += more);

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void ValidateAdd(int more)
        {
            if (more < 0)
            {
                throw new ApplicationFailureException("too little");
            }
        }
    }
}
