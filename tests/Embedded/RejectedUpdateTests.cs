using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class RejectedUpdateTests : EngineTest
{
    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task An_update_that_is_rejected_after_a_timer_was_started_leaves_no_event(int maxCached)
    {
        await using var worker = StartWorker(options =>
        {
            options.AddWorkflow<Choosy>();
            options.MaxCachedWorkflows = maxCached;
        });
        var handle = await Client.StartWorkflowAsync((Choosy w) => w.RunAsync(), Id());
        Assert.Equal(0, await handle.QueryAsync(w => w.Sum));
        var before = (await handle.FetchHistoryAsync()).Events.Select(e => e.EventType).ToArray();
        Assert.Equal(EventType.TimerStarted, before[^1]);
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
                () => handle.ExecuteUpdateAsync(w => w.AddAsync(-1)));
        }

        Assert.Equal(before, (await handle.FetchHistoryAsync()).Events.Select(e => e.EventType));
        Assert.Equal(2, await handle.ExecuteUpdateAsync(w => w.AddAsync(2)));
        await Assert.ThrowsAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync(w => w.AddAsync(-1)));
        await handle.SignalAsync(w => w.EndAsync());
        Assert.Equal(2, await SoonAsync(handle.GetResultAsync()));
        var history = await Histories.ReplayAsync(handle, typeof(Choosy));
        Assert.Equal(3, history.Events.Count(e => e.EventType == EventType.WorkflowTaskCompleted));
        Assert.DoesNotContain(history.Events, e => e.EventType == EventType.WorkflowTaskFailed);
    }

    [Workflow]
    public class Choosy
    {
        private bool isOver;

        [WorkflowQuery]
        public int Sum { get; private set; }

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isOver, TimeSpan.FromHours(1));
            return Sum;
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            isOver = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public Task<int> AddAsync(int number)
        {
            Sum += number;
            return Task.FromResult(Sum);
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void CheckAdd(int number) => ArgumentOutOfRangeException.ThrowIfNegative(number);
    }
}
