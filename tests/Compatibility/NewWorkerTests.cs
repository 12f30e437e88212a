using System.Text.Json;

namespace Cairn.Tests.Compatibility;

/// <summary>Workers that die, or are replaced by the next release: the new one starts cold, from the history.</summary>
public sealed class NewWorkerTests(Fleet fleet)
{
    private const string Next = "workflows.next";

    private readonly string taskQueue = $"queue-{Guid.NewGuid()}";

    [Theory, EveryPair]
    public async Task A_worker_that_starts_cold_accepts_the_history_of_another(Language worker, Language client)
    {
        string workflow;
        await using (var first = await fleet.StartWorkerAsync(worker, taskQueue))
        {
            workflow = await BeginAsync(client, "entity", 1);
            await fleet.PlayAsync(client, "signal", workflow, "add", 2);
            await fleet.PlayAsync(client, "reached", workflow, "workflowTaskCompleted", 1);
            Assert.Equal("""{"answer":3}""", await fleet.PlayAsync(client, "query", workflow, "total"));
            await first.StopAsync();
        }

        await using var second = await fleet.StartWorkerAsync(worker, taskQueue);
        Assert.Equal("""{"answer":3}""", await fleet.PlayAsync(client, "query", workflow, "total"));
        await fleet.PlayAsync(client, "signal", workflow, "close");
        await EndsAsync(client, workflow, "3");
    }

    [Theory, EveryPair]
    public async Task A_worker_that_is_killed_in_a_task_is_stood_in_for(Language worker, Language client)
    {
        string workflow;
        await using (var first = await fleet.StartWorkerAsync(worker, taskQueue))
        {
            workflow = await BeginAsync(client, "stalls");
            await first.AwaitAsync("stalled");
            await first.KillAsync();
        }

        await using var second = await fleet.StartWorkerAsync(worker, taskQueue);
        await EndsAsync(client, workflow, $"\"hello Ada from {worker}, done by another worker\"");
    }

    [Theory, EveryPair]
    public async Task A_run_stays_on_its_path_when_the_next_release_has_another(Language worker, Language client)
    {
        string before;
        await using (var first = await fleet.StartWorkerAsync(worker, taskQueue))
        {
            before = await BeginAsync(client, "versioned");
            await fleet.PlayAsync(client, "reached", before, "workflowTaskCompleted", 1);
            await first.StopAsync();
        }

        await using var second = await fleet.StartWorkerAsync(worker, taskQueue, Next);
        var after = await BeginAsync(client, "versioned");
        await fleet.PlayAsync(client, "reached", after, "workflowTaskCompleted", 1);
        await fleet.PlayAsync(client, "signal", before, "go");
        await fleet.PlayAsync(client, "signal", after, "go");
        await EndsAsync(client, before, $"\"hello old path from {worker}\"");
        await EndsAsync(client, after, $"\"hello new path from {worker}\"");
    }

    [Theory, EveryPair]
    public async Task A_poisoned_workflow_task_waits_for_a_release_that_is_mended(Language worker, Language client)
    {
        string poisoned;
        await using (var first = await fleet.StartWorkerAsync(worker, taskQueue))
        {
            poisoned = await BeginAsync(client, "mendable");
            await fleet.PlayAsync(client, "reached", poisoned, "workflowTaskFailed", 1);
            await EndsAsync(client, await BeginAsync(client, "fanOut", 2), "1");
            await first.StopAsync();
        }

        await using var second = await fleet.StartWorkerAsync(worker, taskQueue, Next);
        await EndsAsync(client, poisoned, "\"mended\"");
    }

    private async Task<string> BeginAsync(Language client, string type, params object[] arguments)
    {
        var answer = await fleet.PlayAsync(client, ["begin", taskQueue, type, .. arguments]);
        return JsonElement.Parse(answer).GetProperty("workflowId").GetString()!;
    }

    private async Task EndsAsync(Language client, string workflowId, string result) =>
        Assert.Equal($$"""{"outcome":{{result}}}""", await fleet.PlayAsync(client, "outcome", workflowId));
}
