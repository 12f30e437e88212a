using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Worker;

namespace Cairn.Tests.Embedded;

/// <summary>Replays what an engine has recorded.</summary>
internal static class Histories
{
    /// <summary>Demands that the history of a closed run replays, and every part of it that ends with a task.</summary>
    public static async Task<WorkflowHistory> ReplayAsync(WorkflowHandle handle, params Type[] workflows)
    {
        var whole = await handle.FetchHistoryAsync();
        var options = new WorkflowReplayerOptions();
        foreach (var workflow in workflows)
        {
            options.AddWorkflow(workflow);
        }

        var replayer = new WorkflowReplayer(options);
        HistoryEvent[] events = [.. whole.Events];
        foreach (var e in events.Where(e => e.EventType == EventType.WorkflowTaskStarted).Append(events[^1]))
        {
            await replayer.ReplayWorkflowAsync(
                new(whole.Id, [.. events.Take((int)e.EventId)]),
                cancellationToken: TestContext.Current.CancellationToken);
        }

        return whole;
    }
}
