using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.DurableFunctions;

/// <summary>The code of docs/migrating-from-durable-functions.md.</summary>
public sealed class DurableFunctionsGuide
{
    [Fact]
    public async Task Parts_are_counted()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("parts", options => options
            .AddWorkflow<CountPartsWorkflow>()
            .AddAllActivities<IParts>(new Parts()));
        Assert.Equal(
            3, await env.Client.ExecuteWorkflowAsync(CountPartsWorkflowCalls.Run(["a", "bb"]), new("w", "parts")));
    }

    [Fact]
    public async Task Without_an_approval_nothing_is_approved()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("parts", options => options
            .AddWorkflow<ApprovalWorkflow>());
        Assert.False(await env.Client.ExecuteWorkflowAsync(ApprovalWorkflowCalls.Run(), new("w", "parts")));
    }
}

[ActivityDefaults(StartToClose = "00:00:10")]
public interface IParts
{
    [Activity]
    Task<int> CountAsync(string part);
}

public sealed class Parts : IParts
{
    public Task<int> CountAsync(string part) => Task.FromResult(part.Length);
}

[Workflow]
public sealed class CountPartsWorkflow
{
    [WorkflowRun]
    public async Task<int> RunAsync(IReadOnlyList<string> parts)
    {
        // var tasks = parts.Select(part => context.CallActivityAsync<int>("Count", part));
        // return (await Task.WhenAll(tasks)).Sum();
        var counts = await Workflow.MapAsync(
            parts, part => Workflow.ExecuteActivityAsync(IPartsCalls.Count(part)), maxConcurrency: 50);
        counts.ThrowIfAnyFailed();
        return counts.Outputs.Sum();
    }
}

[Workflow]
public sealed class ApprovalWorkflow
{
    [WorkflowSignal]
    public SignalChannel<bool> Approvals { get; } = new();

    [WorkflowRun]
    public async Task<bool> RunAsync()
    {
        // var approval = context.WaitForExternalEvent<bool>("Approval"); var timeout = context.CreateTimer(due, token);
        // return await Task.WhenAny(approval, timeout) == approval && approval.Result;
        var (received, approved) = await Approvals.ReceiveAsync(TimeSpan.FromDays(3));
        return received && approved;
    }
}
