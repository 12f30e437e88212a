using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>A bug in workflow code, which a deploy then mends.</summary>
internal static class Mended
{
    private static readonly TimeSpan Broken = TimeSpan.FromMilliseconds(300);

    // In the recording the first task came when the bug was gone, so the worker comes then.
    public static IEnumerable<Twin> Twins =>
    [
        new("workflow-task-fails-at-first", async play =>
        {
            var handle = await play.StartAsync((TaskFailsAtFirst w) => w.RunAsync());
            var started = (await handle.DescribeAsync()).StartTime;
            await Play.UntilAsync(() => Task.FromResult(DateTime.UtcNow - started >= Broken));
            await using var worker = play.StartWorker();
            await play.EndAsync(handle);
        })
        { HasWorker = false, Drop = ["attempt"] },
    ];

    [Workflow("taskFailsAtFirst")]
    public sealed class TaskFailsAtFirst
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            // The clock of the machine, and not that of the workflow.
            if (DateTime.UtcNow - Workflow.Info.WorkflowStartTime < Broken)
            {
                throw new InvalidOperationException("a bug, not a failure");
            }

            await Workflow.ExecuteActivityAsync(() => Acts.Greet("fixed"), Acts.Quick);
            return "recovered";
        }
    }
}
