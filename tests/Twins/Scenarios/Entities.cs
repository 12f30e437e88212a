using System.Text.Json.Nodes;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>A workflow that lives on signals.</summary>
internal static class Entities
{
    public static IEnumerable<Twin> Twins =>
    [
        new("signals-and-query", async play =>
        {
            var handle = await play.StartAsync((Entity w) => w.RunAsync(10));
            await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted);
            await handle.SignalAsync(w => w.AddAsync(5));
            await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted, 2);
            play.Facts["total"] = await handle.QueryAsync(w => w.Total);
            await handle.SignalAsync(w => w.DoneAsync());
            await play.EndAsync(handle);
        }),
        new("signal-with-start", async play =>
        {
            var options = play.Options();
            options.SignalWithStart((Entity w) => w.AddAsync(2));
            var handle = await play.StartAsync((Entity w) => w.RunAsync(1), options);
            await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted);
            await handle.SignalAsync(w => w.DoneAsync());
            await play.EndAsync(handle);
        }),
        new("signals-before-a-worker", async play =>
        {
            var handle = await play.StartAsync((Entity w) => w.RunAsync(0));
            await handle.SignalAsync(w => w.AddAsync(1));
            await handle.SignalAsync(w => w.AddAsync(2));
            await handle.SignalAsync(w => w.DoneAsync());
            await using var worker = play.StartWorker();
            await play.EndAsync(handle);
        })
        { HasWorker = false },
        new("describe-and-list", DescribeAndListAsync),
    ];

    private static async Task DescribeAndListAsync(Play play)
    {
        var options = play.Options();
        options.Memo = new Dictionary<string, object> { ["team"] = "blue" };
        var handle = await play.StartAsync((Entity w) => w.RunAsync(1), options);
        await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted);
        var described = await handle.DescribeAsync();
        play.Facts["described"] = new JsonObject
        {
            ["status"] = described.Status.ToString(),
            ["type"] = described.WorkflowType,
            ["memo"] = new JsonObject { ["team"] = await described.Memo["team"].ToValueAsync<string>() },
            ["historyLength"] = described.HistoryLength,
        };

        var open = $"WorkflowId = '{handle.Id}' AND ExecutionStatus = 'Running'";
        var found = new List<WorkflowExecution>();
        await Play.UntilAsync(async () =>
        {
            await foreach (var one in play.Client.ListWorkflowsAsync(open))
            {
                found.Add(one);
            }

            return found.Count > 0;
        });
        play.Facts["found"] = new JsonArray([.. found.Select(one => one.WorkflowType)]);
        play.Facts["count"] = (await play.Client.CountWorkflowsAsync($"WorkflowId = '{handle.Id}'")).Count;
        await handle.SignalAsync(w => w.DoneAsync());
        await play.EndAsync(handle);
    }

    [Workflow("entity")]
    public sealed class Entity
    {
        private bool isClosed;

        [WorkflowQuery("total")]
        public int Total { get; private set; }

        [WorkflowRun]
        public async Task<int> RunAsync(int start)
        {
            Total += start;
            await Workflow.WaitConditionAsync(() => isClosed);
            return Total;
        }

        [WorkflowSignal("add")]
        public Task AddAsync(int number)
        {
            Total += number;
            return Task.CompletedTask;
        }

        [WorkflowSignal("done")]
        public Task DoneAsync()
        {
            isClosed = true;
            return Task.CompletedTask;
        }
    }
}
