using Cairn.Embedded;
using Cairn.Testing;
using Cairn.Worker;

namespace Versioning;

/// <summary>The histories of all generations: each release adds one, and none is ever changed.</summary>
/// <param name="folder">Where they are.</param>
public sealed class Histories(string folder)
{
    /// <summary>Replays all of them against the code of a class: what can go wrong, goes wrong here.</summary>
    public Task<IReadOnlyList<WorkflowReplayResult>> ReplayAsync<TWorkflow>() =>
        new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<TWorkflow>())
            .ReplayFolderAsync(folder, throwOnReplayFailure: false);

    /// <summary>Records a run of the code of a class.</summary>
    public async Task RecordAsync<TWorkflow>(string name)
    {
        await using var engine = await CairnEngine.StartAsync();
        await using var worker = engine.StartWorker("subscriptions", options => options
            .AddWorkflow<TWorkflow>()
            .AddAllActivities(new Billing()));
        var handle = await engine.Client.StartWorkflowAsync(
            "SubscriptionWorkflow",
            [new Subscription("ada", TimeSpan.FromMilliseconds(10))],
            new(name, "subscriptions"));
        await handle.GetResultAsync();
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{name}.json"), (await handle.FetchHistoryAsync()).ToJson());
    }
}
