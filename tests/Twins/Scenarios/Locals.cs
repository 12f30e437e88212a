using Cairn.Converters;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>What is recorded besides activities and timers: local activities, patches, memos.</summary>
internal static class Locals
{
    public static IEnumerable<Twin> Twins =>
    [
        new("local-activities", async play => await play.EndAsync(
            await play.StartAsync((LocalActivity w) => w.RunAsync()))),
        new("patched", async play => await play.EndAsync(await play.StartAsync((PatchedFlow w) => w.RunAsync()))),
        new("memo-upsert", async play => await play.EndAsync(await play.StartAsync((Upserts w) => w.RunAsync()))),
    ];

    [Workflow("localActivity")]
    public sealed class LocalActivity
    {
        private static readonly LocalActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromSeconds(5) };

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var greeting = await Workflow.ExecuteLocalActivityAsync(() => Acts.Greet("local"), Options);
            return $"{greeting} {await Workflow.ExecuteLocalActivityAsync(() => Acts.Square(7), Options)}";
        }
    }

    [Workflow("patchedFlow")]
    public sealed class PatchedFlow
    {
        [WorkflowRun]
        public async Task<bool> RunAsync()
        {
            var isFresh = Workflow.Patched("faster-path");
            await Workflow.ExecuteActivityAsync(() => Acts.Greet(isFresh ? "new" : "old"), Acts.Quick);
            return isFresh;
        }
    }

    [Workflow("upserts")]
    public sealed class Upserts
    {
        [WorkflowRun]
        public async Task<IReadOnlyDictionary<string, object>> RunAsync()
        {
            Workflow.UpsertMemo(MemoUpdate.ValueSet("note", "kept"), MemoUpdate.ValueSet("count", 2));
            await Workflow.ExecuteActivityAsync(() => Acts.Greet("memo"), Acts.Quick);
            return Workflow.Memo.ToDictionary(
                entry => entry.Key, entry => Workflow.PayloadConverter.ToValue<object>(entry.Value));
        }
    }
}
