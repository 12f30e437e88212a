using Cairn.Activities;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Versioning;

/// <summary>The code of docs/guides/versioning.md.</summary>
public sealed class VersioningGuide : IAsyncLifetime
{
    private readonly string histories = Directory.CreateTempSubdirectory("cairn-histories-").FullName;

    public async ValueTask InitializeAsync()
    {
        await RecordAsync("first", options => options.AddWorkflow<FirstOrderWorkflow>());
        await RecordAsync("second", options => options.AddWorkflow<OrderWorkflow>());
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(histories, recursive: true);
        return default;
    }

    [Fact]
    public async Task Old_histories_replay()
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<OrderWorkflow>());
        await replayer.ReplayFolderAsync(histories);
    }

    [Fact]
    public async Task A_change_without_a_version_is_found()
    {
        var history = await HistoryAsync("first", options => options.AddWorkflow<FirstOrderWorkflow>());
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<CarelessOrderWorkflow>());
        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => replayer.ReplayWorkflowAsync(history));
    }

    private async Task RecordAsync(string id, Action<CairnWorkerOptions> configure) =>
        await File.WriteAllTextAsync(
            Path.Combine(histories, $"{id}.json"), (await HistoryAsync(id, configure)).ToJson());

    private static async Task<WorkflowHistory> HistoryAsync(string id, Action<CairnWorkerOptions> configure)
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("orders", options =>
        {
            configure(options);
            options.AddAllActivities<IPayments>(new Payments());
        });
        var handle = await env.Client.StartWorkflowAsync("OrderWorkflow", ["o-1"], new(id, "orders"));
        await handle.GetResultAsync();
        return await handle.FetchHistoryAsync();
    }
}

[ActivityDefaults(StartToClose = "00:00:10")]
public interface IPayments
{
    [Activity]
    Task CheckFraudAsync(string order);

    [Activity]
    Task ChargeAsync(string order);
}

public sealed class Payments : IPayments
{
    public Task CheckFraudAsync(string order) => Task.CompletedTask;

    public Task ChargeAsync(string order) => Task.CompletedTask;
}

[Workflow("OrderWorkflow")]
public sealed class FirstOrderWorkflow
{
    [WorkflowRun]
    public async Task RunAsync(string order) =>
        await Workflow.ExecuteActivityAsync(IPaymentsCalls.Charge(order));
}

[Workflow]
public sealed class OrderWorkflow
{
    [WorkflowRun]
    public async Task RunAsync(string order)
    {
        if (Workflow.Patched("check-fraud"))
        {
            await Workflow.ExecuteActivityAsync(IPaymentsCalls.CheckFraud(order));
        }

        await Workflow.ExecuteActivityAsync(IPaymentsCalls.Charge(order));
    }
}

[Workflow("OrderWorkflow")]
public sealed class CarelessOrderWorkflow
{
    [WorkflowRun]
    public async Task RunAsync(string order)
    {
        await Workflow.ExecuteActivityAsync(IPaymentsCalls.CheckFraud(order));
        await Workflow.ExecuteActivityAsync(IPaymentsCalls.Charge(order));
    }
}

[Workflow("OrderWorkflow2")]
public sealed class OrderWorkflow2
{
    [WorkflowRun]
    public Task RunAsync(string order) => Task.CompletedTask;
}
