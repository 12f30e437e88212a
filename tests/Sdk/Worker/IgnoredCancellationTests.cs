using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>Code that ignores its cancellation token keeps a slot, and the log says so.</summary>
public class IgnoredCancellationTests
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_activity_that_ignores_the_cancellation_by_its_workflow_is_named()
    {
        await using var server = new ActivityServer();
        var log = new ListLog();
        var cancelled = new TaskCompletionSource();
        var ends = new TaskCompletionSource();
        server.Fake.On<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(
            _ => new() { CancelRequested = true });
        server.Run(o =>
        {
            o.LoggerFactory = log;
            o.AddActivity([Activity("stays")] async (CancellationToken token) =>
            {
                using var registration = token.Register(cancelled.SetResult);
                ActivityExecutionContext.Current.Heartbeat();
                await ends.Task;
            });
        });
        server.Offer("stays");
        await cancelled.Task.WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
        var warning = log.NextWarningAsync();
        while (!warning.IsCompleted)
        {
            await server.Time.PassNextAsync();
        }

        ends.SetResult();
        Assert.StartsWith(
            "[CAIRN1014] Activity stays (1) of workflow w, attempt 1, ignores its cancellation token",
            await warning,
            StringComparison.Ordinal);
    }
}
