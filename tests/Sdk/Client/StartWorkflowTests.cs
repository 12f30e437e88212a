using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Client;

public class StartWorkflowTests
{
    private readonly FakeWorkflowService server = new();
    private readonly CairnClient client;

    public StartWorkflowTests()
    {
        client = new(new CairnConnection(server, new() { Identity = "me" }), new() { Namespace = "shop" });
        server.On<StartWorkflowExecutionRequest, StartWorkflowExecutionResponse>(_ => new() { RunId = "run" });
    }

    [Fact]
    public async Task What_is_missing_is_said_before_anything_is_sent()
    {
        await RefusedAsync("ID required to start workflow", new() { TaskQueue = "q" });
        await RefusedAsync("ID required to start workflow", new("", "q"));
        await RefusedAsync("Task queue required to start workflow", new() { Id = "w" });
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => client.StartWorkflowAsync("", [], new("w", "q")));
        Assert.StartsWith("Workflow type required to start workflow", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Rest<StartWorkflowExecutionRequest>());
    }

    [Fact]
    public async Task Every_option_travels()
    {
        var handle = await client.StartWorkflowAsync("Order", ["o-1", null], new("w", "q")
        {
            StaticSummary = "summary",
            StaticDetails = "details",
            ExecutionTimeout = TimeSpan.FromHours(3),
            RunTimeout = TimeSpan.FromHours(2),
            TaskTimeout = TimeSpan.FromSeconds(20),
            IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            RetryPolicy = new() { MaximumAttempts = 3 },
            Memo = new Dictionary<string, object> { ["note"] = 1 },
            StartDelay = TimeSpan.FromSeconds(5),
            Priority = new(1),
        });
        Assert.Equal(
            ("w", null, "run", "run"), (handle.Id, handle.RunId, handle.ResultRunId, handle.FirstExecutionRunId));
        var sent = await server.NextAsync<StartWorkflowExecutionRequest>();
        Assert.Equal(("shop", "w", "Order", "q", "me"),
            (sent.Namespace, sent.WorkflowId, sent.WorkflowType.Name, sent.TaskQueue.Name, sent.Identity));
        Assert.Equal(["\"o-1\"", ""], sent.Input.Payloads_.Select(p => p.Data.ToStringUtf8()));
        Assert.Equal((10800, 7200, 20, 5), (
            sent.WorkflowExecutionTimeout.Seconds,
            sent.WorkflowRunTimeout.Seconds,
            sent.WorkflowTaskTimeout.Seconds,
            sent.WorkflowStartDelay.Seconds));
        Assert.Equal(WorkflowIdReusePolicy.RejectDuplicate, sent.WorkflowIdReusePolicy);
        Assert.Equal(WorkflowIdConflictPolicy.UseExisting, sent.WorkflowIdConflictPolicy);
        Assert.Equal(3, sent.RetryPolicy.MaximumAttempts);
        Assert.Equal("1", sent.Memo.Fields["note"].Data.ToStringUtf8());
        Assert.Equal("\"summary\"", sent.UserMetadata.Summary.Data.ToStringUtf8());
        Assert.Equal("\"details\"", sent.UserMetadata.Details.Data.ToStringUtf8());
        Assert.Equal(1, sent.Priority.PriorityKey);
    }

    [Fact]
    public async Task Each_start_has_a_request_id_of_its_own()
    {
        await client.StartWorkflowAsync("Order", [], new("w", "q"));
        await client.StartWorkflowAsync("Order", [], new("w", "q"));
        var ids = server.Rest<StartWorkflowExecutionRequest>().Select(r => r.RequestId).ToArray();
        Assert.All(ids, Assert.NotEmpty);
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task A_signal_in_the_same_step_takes_the_other_call()
    {
        server.On<SignalWithStartWorkflowExecutionRequest, SignalWithStartWorkflowExecutionResponse>(
            _ => new() { RunId = "run" });
        var options = new WorkflowOptions("w", "q") { RetryPolicy = new() };
        options.SignalWithStart("approve", ["ann"]);
        Assert.Equal("run", (await client.StartWorkflowAsync("Order", [1], options)).ResultRunId);
        var sent = await server.NextAsync<SignalWithStartWorkflowExecutionRequest>();
        Assert.Equal(("approve", "\"ann\"", "1"), (
            sent.SignalName,
            sent.SignalInput.Payloads_[0].Data.ToStringUtf8(),
            sent.Input.Payloads_[0].Data.ToStringUtf8()));
        Assert.NotNull(sent.RetryPolicy);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_an_error_of_its_own()
    {
        server.Refuse<StartWorkflowExecutionRequest, StartWorkflowExecutionResponse>(new(
            RpcException.StatusCode.AlreadyExists,
            "Workflow execution already started",
            new WorkflowExecutionAlreadyStartedFailure { RunId = "other" }));
        var error = await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(
            () => client.StartWorkflowAsync("Order", [], new("w", "q")));
        Assert.Equal(("w", "Order", "other"), (error.WorkflowId, error.WorkflowType, error.RunId));
    }

    [Fact]
    public async Task Arguments_are_encoded_by_the_codec()
    {
        var encoding = new CairnClient(
            new CairnConnection(server),
            new() { DataConverter = DataConverter.Default with { PayloadCodec = new Converters.ReversingCodec() } });
        await encoding.StartWorkflowAsync("Order", ["secret"], new("w", "q") { StaticSummary = "secret" });
        var sent = await server.NextAsync<StartWorkflowExecutionRequest>();
        Assert.True(Converters.ReversingCodec.Made(sent.Input.Payloads_[0]));
        Assert.True(Converters.ReversingCodec.Made(sent.UserMetadata.Summary));
    }

    [Fact]
    public void The_identity_is_process_and_host() => Assert.Equal(
        $"{Environment.ProcessId}@{Environment.MachineName}", new CairnConnection(server).Options.Identity);

    private async Task RefusedAsync(string message, WorkflowOptions options) => Assert.StartsWith(
        message,
        (await Assert.ThrowsAsync<ArgumentException>(() => client.StartWorkflowAsync("Order", [], options))).Message,
        StringComparison.Ordinal);
}
