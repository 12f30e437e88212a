using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>A workflow that waits in vain says so in the log of its worker.</summary>
public sealed class SilentWaitTests : EngineTest
{
    [Fact]
    public async Task A_signal_that_is_misspelt_is_in_the_log_while_the_workflow_waits()
    {
        using var log = new BusyLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }), options => options.AddWorkflow<Approves>());
        var handle = await Client.StartWorkflowAsync((Approves w) => w.RunAsync(), Id());
        await handle.SignalAsync("Aprove", []);
        await SoonAsync(LineAsync(log, "[CAIRN1010] Signal Aprove came to workflow Approves w, run "));
        await handle.SignalAsync(w => w.ApproveAsync());
        await SoonAsync(handle.GetResultAsync());
    }

    [Fact]
    public async Task A_workflow_that_nothing_can_wake_is_in_the_log()
    {
        using var log = new BusyLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }), options => options.AddWorkflow<WaitsForNobody>());
        var handle = await Client.StartWorkflowAsync((WaitsForNobody w) => w.RunAsync(), Id());
        await SoonAsync(LineAsync(log, "[CAIRN1009] Workflow WaitsForNobody w, run "));
        await handle.TerminateAsync();
    }

    private static async Task LineAsync(BusyLog log, string start)
    {
        while (!log.Lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Workflow]
    public class Approves
    {
        private bool isApproved;

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => isApproved);

        [WorkflowSignal]
        public Task ApproveAsync()
        {
            isApproved = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class WaitsForNobody
    {
        private readonly TaskCompletionSource approved = new();

        [WorkflowRun]
        public Task RunAsync() => approved.Task;
    }
}
