using Cairn.Client;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

[TestClass]
public class LongWorkflowTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task A_workflow_that_sleeps_a_year_ends()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());

        var slept = await worker.ExecuteAsync(
            () => env.Client.ExecuteWorkflowAsync(
                (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(365)), new("sleep", "q")),
            TestContext.CancellationToken);

        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromDays(365), slept);
    }

    [TestMethod]
    public async Task A_month_with_activities_retries_and_a_signal_ends()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(
            env.Client,
            new CairnWorkerOptions("q").AddWorkflow<MonthFlow>().AddAllActivities(new FlakyActs()));

        var result = await worker.ExecuteAsync(
            async () =>
            {
                var handle = await env.Client.StartWorkflowAsync(
                    (MonthFlow flow) => flow.RunAsync(), new("month", "q"));
                await handle.SignalAsync(flow => flow.ApproveAsync("ann"));
                return await handle.GetResultAsync();
            },
            TestContext.CancellationToken);

        Assert.AreEqual("30 charged 30 ann", result);
    }

    [TestMethod]
    public async Task The_cause_of_a_failed_task_reaches_the_test()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<BrokenFlow>());

        try
        {
            await worker.ExecuteAsync(() => env.Client.ExecuteWorkflowAsync(
                (BrokenFlow flow) => flow.RunAsync(), new("broken", "q")), TestContext.CancellationToken);
            Assert.Fail("The call did not fail.");
        }
        catch (WorkflowTaskFailedException e)
        {
            Assert.Contains("the code is broken", e.Message);
        }
    }
}
