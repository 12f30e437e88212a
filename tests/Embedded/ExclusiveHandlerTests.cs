using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class ExclusiveHandlerTests : EngineTest
{
    [Fact]
    public async Task Exclusive_updates_and_signals_see_no_half_change_of_each_other()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Account>());
        var handle = await Client.StartWorkflowAsync((Account a) => a.RunAsync(), Id());
        var updates = Enumerable.Range(1, 10).Select(_ => handle.ExecuteUpdateAsync(a => a.DepositAsync(1))).ToList();
        await handle.SignalAsync(a => a.CloseAsync());
        var balances = await SoonAsync(Task.WhenAll(updates));
        Assert.Equal(10, balances.Distinct().Count());
        Assert.Equal(10, await SoonAsync(handle.GetResultAsync()));
    }

    [Workflow]
    public class Account
    {
        private int balance;
        private bool isClosing;

        [WorkflowUpdate(Exclusive = true)]
        public async Task<int> DepositAsync(int amount)
        {
            var before = balance;
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1)); // Without its turn it would lose deposits.
            return balance = before + amount;
        }

        [WorkflowSignal(Exclusive = true)]
        public Task CloseAsync()
        {
            isClosing = true;
            return Task.CompletedTask;
        }

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isClosing && balance == 10 && Workflow.AllHandlersFinished);
            return balance;
        }
    }
}
