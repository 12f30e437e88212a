using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Client;

public class LambdaCallTests
{
    private readonly FakeWorkflowService server = new();
    private readonly CairnClient client;

    public LambdaCallTests()
    {
        client = new(new CairnConnection(server));
        server.On<StartWorkflowExecutionRequest, StartWorkflowExecutionResponse>(_ => new() { RunId = "run" });
        server.On<QueryWorkflowRequest, QueryWorkflowResponse>(r => new()
        {
            QueryResult = new()
            {
                Payloads_ = { Cairn.Converters.DataConverter.Default.PayloadConverter.ToPayload(r.Query.QueryType) },
            },
        });
    }

    [Fact]
    public async Task A_start_has_the_type_name_of_the_workflow_and_the_arguments_of_the_call()
    {
        var count = 3;
        var handle = await client.StartWorkflowAsync((IShop w) => w.RunAsync("ann", count + 1), new("w", "q"));
        var sent = await server.NextAsync<StartWorkflowExecutionRequest>();
        Assert.Equal("Shop", sent.WorkflowType.Name);
        Assert.Equal(["\"ann\"", "4"], sent.Input.Payloads_.Select(p => p.Data.ToStringUtf8()));
        Assert.Equal("run", handle.ResultRunId);
        await client.StartWorkflowAsync((IContract w) => w.RunAsync(), new("w2", "q"));
        Assert.Equal("Contract", (await server.NextAsync<StartWorkflowExecutionRequest>()).WorkflowType.Name);
    }

    [Fact]
    public async Task Signals_and_queries_have_the_names_of_their_members()
    {
        var handle = client.GetWorkflowHandle<IShop>("w");
        await handle.SignalAsync(w => w.ApproveAsync("bob"));
        await handle.SignalAsync(w => w.Renamed());
        Assert.Equal(
            ["Approve", "other"], server.Rest<SignalWorkflowExecutionRequest>().Select(r => r.SignalName));
        Assert.Equal("State", await handle.QueryAsync(w => w.State));
        Assert.Equal("Count", await handle.QueryAsync(w => w.Count("x")));
        Assert.Equal("Count", await client.GetWorkflowHandle("w").QueryAsync((IShop w) => w.Count("x")));
    }

    [Fact]
    public async Task A_lambda_means_the_override_of_the_class_that_it_names()
    {
        await client.StartWorkflowAsync((Branch w) => w.RunAsync(), new("w", "q"));
        Assert.Equal("Branch", (await server.NextAsync<StartWorkflowExecutionRequest>()).WorkflowType.Name);
        var handle = client.GetWorkflowHandle<Branch>("w");
        await handle.SignalAsync(w => w.StopAsync());
        Assert.Equal("Stop", (await server.NextAsync<SignalWorkflowExecutionRequest>()).SignalName);
        Assert.Equal("asked", await handle.QueryAsync(w => w.State));
        Assert.Equal("Count", await handle.QueryAsync(w => w.Count()));
        await Assert.ThrowsAsync<ArgumentException>(
            () => client.StartWorkflowAsync((Root w) => w.RunAsync(), new("w", "q")));
    }

    [Fact]
    public async Task Members_without_the_attribute_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => client.StartWorkflowAsync((IShop w) => w.ApproveAsync("x"), new("w", "q")));
        var handle = client.GetWorkflowHandle<IShop>("w");
        await Assert.ThrowsAsync<ArgumentException>(() => handle.SignalAsync(w => w.RunAsync("x", 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => handle.QueryAsync(w => w.ToString()!));
        Assert.Empty(server.Rest<StartWorkflowExecutionRequest>());
    }

    [Workflow]
    public interface IContract
    {
        [WorkflowRun]
        Task RunAsync();
    }

    [Workflow]
    public interface IShop
    {
        [WorkflowQuery]
        string State { get; }

        [WorkflowRun]
        Task<string> RunAsync(string name, int count);

        [WorkflowSignal]
        Task ApproveAsync(string who);

        [WorkflowSignal("other")]
        Task Renamed();

        [WorkflowQuery]
        string Count(string of);
    }

    public abstract class Root
    {
        public virtual string State => "root";

        public abstract Task RunAsync();

        public virtual Task StopAsync() => Task.CompletedTask;

        public virtual string Count() => "root";
    }

    [Workflow]
    public class Branch : Root
    {
        [WorkflowQuery("asked")]
        public override string State => "branch";

        [WorkflowRun]
        public override Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public override Task StopAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public override string Count() => "branch";
    }
}
