using System.Collections.Concurrent;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>A bug in workflow code, which a deploy then mends.</summary>
internal static class Mended
{
    // The type of a failure is the name of its exception, which the recording's language does not have.
    public static IEnumerable<Twin> Twins =>
    [
        new("workflow-task-fails-at-first", async play =>
        {
            var handle = await play.StartAsync((TaskFailsAtFirst w) => w.RunAsync());
            await play.EndAsync(handle);
        })
        { Drop = ["attempt", "applicationFailureInfo"] },
    ];

    [Workflow("taskFailsAtFirst")]
    public sealed class TaskFailsAtFirst
    {
        private static readonly ConcurrentDictionary<string, bool> s_mended = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            if (s_mended.TryAdd(Workflow.Info.RunId, true))
            {
                throw new InvalidOperationException("a bug, not a failure");
            }

            await Workflow.ExecuteActivityAsync(() => Acts.Greet("fixed"), Acts.Quick);
            return "recovered";
        }
    }
}
