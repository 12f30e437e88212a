using Cairn.Client;
using Cairn.Testing;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Docs.Guides.Determinism;

/// <summary>The code of docs/guides/determinism.md.</summary>
public sealed class DeterminismGuide
{
    [Fact]
    public async Task The_number_is_the_same_in_every_replay()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(
            new() { ReplayEveryWorkflowTask = true });
        await using var worker = await env.StartWorkerAsync("dues", options => options.AddWorkflow<DueWorkflow>());
        Assert.StartsWith(
            "ada-", await env.Client.ExecuteWorkflowAsync(DueWorkflowCalls.Run("ada"), new("due", "dues")));
    }
}

[Workflow]
public sealed class DueWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string customer)
    {
        var due = Workflow.UtcNow.AddDays(30);
        var number = $"{customer}-{Workflow.Random.Next(1000, 9999)}";
        Workflow.Logger.LogInformation("Invoice {Number} is due on {Due}", number, due);
        await Workflow.DelayAsync(due - Workflow.UtcNow);
        return number;
    }
}
