using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Local activities that nobody can run, or whose times make no sense.</summary>
public sealed class LocalActivityFaultTests : EngineTest
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(0, 1, 1, "StartToCloseTimeout")]
    [InlineData(-1, 1, 1, "StartToCloseTimeout")]
    [InlineData(1, 0, 1, "ScheduleToCloseTimeout")]
    [InlineData(1, -1, 1, "ScheduleToCloseTimeout")]
    [InlineData(1, 1, 0, "ScheduleToStartTimeout")]
    [InlineData(1, 1, -1, "ScheduleToStartTimeout")]
    public async Task A_timeout_that_is_not_positive_is_refused_at_the_call(
        int startToClose, int scheduleToClose, int scheduleToStart, string named)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<CallsLocally>().AddActivity(Local.Quick));
        await Client.StartWorkflowAsync(
            (CallsLocally w) => w.RunAsync("Quick", startToClose, scheduleToClose, scheduleToStart), Id());
        var message = await SoonAsync(TaskFailureAsync());
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.Contains("Quick", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeouts_of_fifty_days_are_fine()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<CallsLocally>().AddActivity(Local.Quick));
        Assert.Equal("quick", await SoonAsync(Client.ExecuteWorkflowAsync(
            (CallsLocally w) => w.RunAsync("Quick", 50, 50, 50), Id())));
    }

    [Fact]
    public async Task A_retry_policy_that_cannot_be_calculated_ends_the_local_activity()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<RetriesLocally>().AddActivity(Local.Fails));
        await Assert.ThrowsAsync<WorkflowFailedException>(
            () => SoonAsync(Client.ExecuteWorkflowAsync((RetriesLocally w) => w.RunAsync(), Id())));
    }

    [Fact]
    public async Task A_local_activity_that_the_worker_does_not_have_fails_the_workflow_task_by_name()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<CallsLocally>().AddActivity(Local.Quick));
        await Client.StartWorkflowAsync((CallsLocally w) => w.RunAsync("Missing", 1, 1, 1), Id());
        var message = await SoonAsync(TaskFailureAsync());
        Assert.Contains("Missing", message, StringComparison.Ordinal);
        Assert.Contains("Quick", message, StringComparison.Ordinal);
    }

    public static class Local
    {
        [Activity]
        public static string Quick() => "quick";

        [Activity]
        public static void Fails() => throw new InvalidOperationException("no");
    }

    [Workflow]
    public class CallsLocally
    {
        [WorkflowRun]
        public Task<string> RunAsync(string activity, int startToClose, int scheduleToClose, int scheduleToStart) =>
            Workflow.ExecuteLocalActivityAsync<string>(activity, [], new()
            {
                StartToCloseTimeout = startToClose * Day,
                ScheduleToCloseTimeout = scheduleToClose * Day,
                ScheduleToStartTimeout = scheduleToStart * Day,
            });
    }

    [Workflow]
    public class RetriesLocally
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteLocalActivityAsync(() => Local.Fails(), new()
        {
            StartToCloseTimeout = Day,
            RetryPolicy = new() { InitialInterval = TimeSpan.FromDays(1_000_000) },
        });
    }
}
