using Cairn.Client;
using Cairn.Common.EnvConfig;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Workflows;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

/// <summary>Workers that an environment starts.</summary>
public class WorkerTests
{
    [Fact]
    public async Task A_worker_runs_until_it_is_disposed()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        var worker = await env.StartWorkerAsync("q", w => w.AddWorkflow<SleepFlow>());
        var slept = await env.Client.ExecuteWorkflowAsync(
            (SleepFlow w) => w.RunAsync(TimeSpan.FromDays(9)), new("w", "q"));
        Assert.InRange(slept, TimeSpan.FromDays(9), TimeSpan.FromDays(10));
        Assert.False(worker.Completion.IsCompleted);
        await worker.DisposeAsync();
        await worker.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.Completion);
    }

    [Fact]
    public async Task A_worker_without_workflows_is_refused()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => env.StartWorkerAsync("q", _ => { }));
    }

    [Fact]
    public async Task Histories_and_workflow_code_see_the_build_id_of_the_worker()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("q", w =>
        {
            w.BuildId = "2.0";
            w.AddWorkflow<BuildFlow>();
        });
        var handle = await env.Client.StartWorkflowAsync((BuildFlow w) => w.RunAsync(), new("w", "q"));
        Assert.Equal("2.0", await handle.GetResultAsync());
        var completed = (await handle.FetchHistoryAsync()).Events
            .First(e => e.WorkflowTaskCompletedEventAttributes is not null).WorkflowTaskCompletedEventAttributes;
        Assert.Equal("2.0", completed.WorkerVersion.BuildId);
    }

    [Fact]
    public async Task An_environment_connects_to_the_server_that_the_variables_name()
    {
        await using var server = await WorkflowEnvironment.StartLocalAsync(new() { TargetHost = "localhost:0" });
        await using var env = await WorkflowEnvironment.CreateFromEnvConfigAsync(Variables(
            server.Client.Connection.Options.TargetHost!));
        await using var worker = await env.StartWorkerAsync("q", w => w.AddWorkflow<SleepFlow>());
        Assert.False(env.SupportsTimeSkipping);
        await env.Client.ExecuteWorkflowAsync((SleepFlow w) => w.RunAsync(TimeSpan.FromMilliseconds(1)), new("w", "q"))
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(1, (await server.Client.CountWorkflowsAsync("")).Count);
    }

    [Fact]
    public async Task An_environment_of_a_server_that_cannot_be_reached_is_an_error() =>
        await Assert.ThrowsAsync<RpcException>(
            () => WorkflowEnvironment.CreateFromEnvConfigAsync(Variables("127.0.0.1:1")));

    private static ClientEnvConfig.ProfileLoadOptions Variables(string address) => new()
    {
        DisableFile = true, OverrideEnvVars = new Dictionary<string, string> { ["CAIRN_ADDRESS"] = address },
    };

    [Workflow]
    public class BuildFlow
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult(Workflow.CurrentBuildId);
    }
}
