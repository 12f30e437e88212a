using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Worker;

namespace Company.CairnTest;

public class ReminderTests
{
    [Fact]
    public async Task A_customer_is_reminded_after_a_month()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(environment.Client, new CairnWorkerOptions("reminders")
            .AddWorkflow<ReminderWorkflow>()
            .AddAllActivities<ReminderWorkflow>(null));
        var before = await environment.GetCurrentTimeAsync();

        var result = await worker.ExecuteAsync(
            () => environment.Client.ExecuteWorkflowAsync(
                ReminderWorkflowCalls.Run("Ada"), new("reminder-ada", "reminders")),
            TestContext.Current.CancellationToken);

        Assert.Equal("reminded Ada", result);
        Assert.True(await environment.GetCurrentTimeAsync() - before >= TimeSpan.FromDays(30));
    }
}
