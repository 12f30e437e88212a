using Cairn.Api.Enums.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Ends of workflows other than a result.</summary>
internal static class Endings
{
    public static IEnumerable<Twin> Twins =>
    [
        new("workflow-fails", async play => await play.EndAsync(await play.StartAsync((Fails w) => w.RunAsync()))),
        new("terminate", async play =>
        {
            var handle = await play.StartAsync((WaitsForever w) => w.RunAsync());
            await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted);
            await handle.TerminateAsync("enough");
            await play.EndAsync(handle);
        }),
        new("execution-timeout", async play =>
        {
            var options = play.Options();
            options.ExecutionTimeout = TimeSpan.FromSeconds(2);
            await play.EndAsync(await play.StartAsync((WaitsForever w) => w.RunAsync(), options));
        })
        { IsTooSlow = HasNoTask },
        new("run-timeout", async play =>
        {
            var options = play.Options();
            options.RunTimeout = TimeSpan.FromSeconds(2);
            await play.EndAsync(await play.StartAsync((WaitsForever w) => w.RunAsync(), options));
        })
        { IsTooSlow = HasNoTask },
        new("start-twice", StartTwiceAsync),
    ];

    // The worker did not answer its first task within the 2 s that the workflow had.
    private static bool HasNoTask(WorkflowHistory history) =>
        history.Events.All(e => e.EventType != EventType.WorkflowTaskCompleted);

    private static async Task StartTwiceAsync(Play play)
    {
        var handle = await play.StartAsync((WaitsForever w) => w.RunAsync());
        await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted);
        play.Facts["second"] = await RefusalAsync(play, WorkflowIdReusePolicy.AllowDuplicate);

        var options = play.Options();
        options.IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting;
        var again = await play.Client.StartWorkflowAsync((WaitsForever w) => w.RunAsync(), options);
        play.Facts["usedExisting"] = again.FirstExecutionRunId == handle.FirstExecutionRunId;
        await handle.TerminateAsync();

        play.Facts["third"] = await RefusalAsync(play, WorkflowIdReusePolicy.RejectDuplicate);
    }

    private static async Task<string> RefusalAsync(Play play, WorkflowIdReusePolicy policy)
    {
        var options = play.Options();
        options.IdReusePolicy = policy;
        var error = await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(
            () => play.Client.StartWorkflowAsync((WaitsForever w) => w.RunAsync(), options));
        return $"{error.GetType().Name}: {error.Message}";
    }

    [Workflow("fails")]
    public sealed class Fails
    {
        [WorkflowRun]
        public Task RunAsync() => throw new ApplicationFailureException(
            "business rule", "Rule", nonRetryable: true, details: ["a", 1]);
    }

    [Workflow("waitsForever")]
    public sealed class WaitsForever
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);
    }
}
