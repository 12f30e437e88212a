using System.Text.Json;

namespace Cairn.Tests.Compatibility;

/// <summary>Workers that die, or are replaced by the next release: the new one starts cold, from the history.</summary>
public sealed class NewWorkerTests(Fleet fleet)
{
    private const string Next = "workflows.next";

    private readonly string taskQueue = $"queue-{Guid.NewGuid()}";

    [Theory, BothLanguages]
    public async Task A_worker_that_starts_cold_accepts_the_history_of_another(Language language)
    {
        string workflow;
        await using (var first = await fleet.StartWorkerAsync(language, taskQueue))
        {
            workflow = await BeginAsync("entity", 1);
            await fleet.PlayAsync("signal", workflow, "add", 2);
            await fleet.PlayAsync("reached", workflow, "workflowTaskCompleted", 1);
            Assert.Equal("""{"answer":3}""", await fleet.PlayAsync("query", workflow, "total"));
            await first.StopAsync();
        }

        await using var second = await fleet.StartWorkerAsync(language, taskQueue);
        Assert.Equal("""{"answer":3}""", await fleet.PlayAsync("query", workflow, "total"));
        await fleet.PlayAsync("signal", workflow, "close");
        await EndsAsync(workflow, "3");
    }

    [Theory]
    [InlineData(Language.TypeScript, "hello Ada from typescript, done by attempt 2")]
    [InlineData(Language.CSharp, "hello Ada from csharp, done by attempt 2")]
    public async Task A_worker_that_is_killed_in_a_task_is_stood_in_for(Language language, string result)
    {
        string workflow;
        await using (var first = await fleet.StartWorkerAsync(language, taskQueue))
        {
            workflow = await BeginAsync("stalls");
            await first.AwaitAsync("stalled");
            await first.KillAsync();
        }

        await using var second = await fleet.StartWorkerAsync(language, taskQueue);
        await EndsAsync(workflow, $"\"{result}\"");
    }

    [Theory]
    [InlineData(Language.TypeScript, "typescript")]
    [InlineData(Language.CSharp, "csharp")]
    public async Task A_run_stays_on_the_path_that_it_took_when_the_next_release_has_another(
        Language language, string from)
    {
        string workflow;
        await using (var first = await fleet.StartWorkerAsync(language, taskQueue))
        {
            workflow = await BeginAsync("versioned");
            await fleet.PlayAsync("reached", workflow, "workflowTaskCompleted", 1);
            await first.StopAsync();
        }

        await using var second = await fleet.StartWorkerAsync(language, taskQueue, Next);
        await fleet.PlayAsync("signal", workflow, "go");
        await EndsAsync(workflow, $"\"hello old path from {from}\"");
    }

    [Theory, BothLanguages]
    public async Task A_poisoned_workflow_task_waits_for_a_release_that_is_mended(Language language)
    {
        string poisoned;
        await using (var first = await fleet.StartWorkerAsync(language, taskQueue))
        {
            poisoned = await BeginAsync("mendable");
            await fleet.PlayAsync("reached", poisoned, "workflowTaskFailed", 1);
            await EndsAsync(await BeginAsync("fanOut", 2), "1");
            await first.StopAsync();
        }

        await using var second = await fleet.StartWorkerAsync(language, taskQueue, Next);
        await EndsAsync(poisoned, "\"mended\"");
    }

    private async Task<string> BeginAsync(string type, params object[] arguments)
    {
        using var answer = JsonDocument.Parse(await fleet.PlayAsync(["begin", taskQueue, type, .. arguments]));
        return answer.RootElement.GetProperty("workflowId").GetString()!;
    }

    private async Task EndsAsync(string workflowId, string result) =>
        Assert.Equal($$"""{"outcome":{{result}}}""", await fleet.PlayAsync("outcome", workflowId));
}
