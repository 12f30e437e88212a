using System.Runtime.CompilerServices;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Sdk.Replay;
using Cairn.Tests.Sdk.Worker;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>A step that ignores its cancellation token keeps its slot, and the log says so.</summary>
public class StepSlotTests
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_local_activity_that_ignores_its_timeout_is_named_at_growing_intervals_until_it_ends()
    {
        var time = new ManualTime();
        var log = new ListLog();
        var ends = new TaskCompletionSource();
        var options = new CairnWorkerOptions("q") { LoggerFactory = log, MaxConcurrentLocalActivities = 1 }
            .AddActivity([Activity("stays")] async () => await ends.Task)
            .AddActivity([Activity("waits")] () => Task.CompletedTask);
        var client = new CairnClient(new CairnConnection(new FakeWorkflowService(), new() { TimeProvider = time }));
        using var worker = new LocalActivityWorker(new(client, options));
        var timedOut = Start(worker, "stays");

        await time.PassNextAsync();
        await timedOut.WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
        var next = Start(worker, "waits");
        await time.PassNextAsync();
        Assert.Equal(
            "[CAIRN1014] Step or local activity stays (stays) of workflow w, attempt 1, ignores its cancellation "
            + "token: it was cancelled 00:00:10 ago (Timeout), runs on, and keeps its slot of the worker on task queue "
            + "q from others. It began at 2026-01-01T00:00:00.0000000Z. The next warning comes in 00:00:20. "
            + "Run 'cairn explain CAIRN1014' for more.",
            await log.NextWarningAsync());
        await time.PassNextAsync();
        Assert.Contains("cancelled 00:00:30 ago", await log.NextWarningAsync(), StringComparison.Ordinal);
        Assert.False(next.IsCompleted);

        ends.SetResult();
        Assert.Null((await next.WaitAsync(WaitLimit, TestContext.Current.CancellationToken)).Failure);
    }

    private static Task<LocalActivityResult> Start(LocalActivityWorker worker, string activity)
    {
        var ended = new TaskCompletionSource<LocalActivityResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var workflow = (WorkflowInfo)RuntimeHelpers.GetUninitializedObject(typeof(WorkflowInfo)) with
        {
            WorkflowId = "w",
        };
        worker.Start(
            1,
            new()
            {
                ActivityId = activity,
                ActivityType = activity,
                StartToClose = TimeSpan.FromSeconds(5),
                RetryPolicy = new() { MaximumAttempts = 1 },
            },
            workflow,
            result => ended.SetResult(result!));
        return ended.Task;
    }
}
