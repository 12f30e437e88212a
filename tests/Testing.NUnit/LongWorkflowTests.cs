using Cairn.Client;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

[TestFixture]
public class LongWorkflowTests
{
    [Test]
    public async Task A_workflow_that_sleeps_a_year_ends()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());

        var slept = await worker.ExecuteAsync(() => env.Client.ExecuteWorkflowAsync(
            (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(365)), new("sleep", "q")));

        Assert.That(slept, Is.AtLeast(TimeSpan.FromDays(365)));
    }

    [Test]
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
            });

        Assert.That(result, Is.EqualTo("30 charged 30 ann"));
    }

    [Test]
    public async Task The_cause_of_a_failed_task_reaches_the_test()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<BrokenFlow>());

        try
        {
            await worker.ExecuteAsync(() => env.Client.ExecuteWorkflowAsync(
                (BrokenFlow flow) => flow.RunAsync(), new("broken", "q")));
            Assert.Fail("The call did not fail.");
        }
        catch (WorkflowTaskFailedException e)
        {
            Assert.That(e.Message, Does.Contain("the code is broken"));
        }
    }
}
