using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Engine.Rules;
using Cairn.Exceptions;
using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

public sealed class CallbackTests
{
    private const string Unknown = "invalid url: url does not match any configured callback address: ";

    private static readonly NodeOptions s_options = new()
    {
        CallbackAddresses = new(
            new CallbackAddresses.Rule("localhost:*", AllowInsecure: true),
            new CallbackAddresses.Rule("*.example.com", AllowInsecure: false)),
    };

    [Theory]
    [InlineData("http://localhost:9/callback", null)]
    [InlineData("https://a.example.com?x=1", null)]
    [InlineData("http://me@localhost:9", null)]
    [InlineData("http://127.0.0.1:1/x", Unknown + "http://127.0.0.1:1/x")]
    [InlineData("http://localhost", Unknown + "http://localhost")]
    [InlineData("https://evil.com/localhost:9", Unknown + "https://evil.com/localhost:9")]
    [InlineData("https://evil.com#a.example.com", Unknown + "https://evil.com#a.example.com")]
    [InlineData(
        "http://a.example.com/x",
        "invalid url: callback address does not allow insecure connections: http://a.example.com/x")]
    [InlineData("nonsense", "invalid url: unknown scheme: nonsense")]
    [InlineData("ftp://localhost:9", "invalid url: unknown scheme: ftp://localhost:9")]
    [InlineData("http:///x", "invalid url: missing host")]
    public async Task A_start_may_name_the_addresses_that_are_allowed(string url, string? wrong)
    {
        await using var harness = await Harness.StartAsync(options: s_options);
        var start = harness.StartWorkflowAsync("w", request => request.CompletionCallbacks.Add(Nexus(url)));
        if (wrong is null)
        {
            Assert.True((await start).Started);
        }
        else
        {
            Assert.Equal(wrong, (await start.RefusedAsync(RpcException.StatusCode.InvalidArgument)).Message);
        }
    }

    [Fact]
    public async Task What_a_callback_may_not_be_is_said()
    {
        await using var harness = await Harness.StartAsync(options: s_options);
        var long1 = $"http://localhost:9/{new string('x', 1_000)}";
        Assert.Equal(
            "invalid url: url length longer than max length allowed of 1000", await RefusedAsync(Nexus(long1)));
        var heavy = Nexus("http://localhost:9");
        heavy.Nexus.Header.Add("key", new string('x', 8 * 1024));
        Assert.Equal("invalid header: header size longer than max allowed size of 8192", await RefusedAsync(heavy));
        Assert.Equal("unknown callback variant: None", await RefusedAsync(new Callback()));
        Assert.Equal(
            "cannot attach more than 2000 callbacks to an execution",
            await RefusedAsync([.. Enumerable.Repeat(Nexus("http://localhost:9"), 2_001)]));

        async Task<string> RefusedAsync(params Callback[] callbacks) => (await harness
            .StartWorkflowAsync("w", request => request.CompletionCallbacks.Add(callbacks))
            .RefusedAsync(RpcException.StatusCode.InvalidArgument)).Message;
    }

    [Fact]
    public async Task Callbacks_of_the_start_and_of_those_attached_to_it_are_kept_and_shown()
    {
        await using var harness = await Harness.StartAsync(options: s_options);
        var (first, second) = (Nexus("http://localhost:9/1"), Nexus("http://localhost:9/2"));
        first.Nexus.Header.Add("key", "value");
        await harness.StartWorkflowAsync("w", request => request.CompletionCallbacks.Add(first));
        await AttachAsync("b");
        await AttachAsync("b"); // The same request again attaches nothing.

        Assert.Equal(
            [first, second],
            (await harness.DescribeAsync("w")).Callbacks.Select(info => info.Callback));
        var shown = (await harness.DescribeAsync("w")).Callbacks[1];
        Assert.Equal(CallbackState.Standby, shown.State);
        Assert.Equal(CallbackInfo.Types.Trigger.VariantOneofCase.WorkflowClosed, shown.Trigger.VariantCase);
        var history = await harness.HistoryAsync("w");
        Assert.Equal(shown.RegistrationTime, history[2].EventTime);
        Assert.Equal([first], history[0].WorkflowExecutionStartedEventAttributes.CompletionCallbacks);
        var updated = Assert.Single(history, e => e.EventType == EventType.WorkflowExecutionOptionsUpdated);
        Assert.Equal(
            [second], updated.WorkflowExecutionOptionsUpdatedEventAttributes.AttachedCompletionCallbacks);

        Task AttachAsync(string requestId) => harness.StartWorkflowAsync("w", request =>
        {
            request.RequestId = requestId;
            request.CompletionCallbacks.Add(second);
            request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting;
            request.OnConflictOptions = new() { AttachRequestId = true, AttachCompletionCallbacks = true };
        });
    }

    [Fact]
    public async Task Callbacks_are_attached_only_with_the_request_id()
    {
        await using var harness = await Harness.StartAsync(options: s_options);
        var refusal = await harness.StartWorkflowAsync("w", request =>
        {
            request.CompletionCallbacks.Add(Nexus("http://localhost:9"));
            request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting;
            request.OnConflictOptions = new() { AttachCompletionCallbacks = true };
        }).RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal("attaching completion callbacks to existing workflow requires attach_request_id", refusal.Message);
    }

    [Fact]
    public async Task The_next_run_of_the_chain_has_the_callbacks_of_the_one_before_it()
    {
        await using var harness = await Harness.StartAsync(options: s_options);
        var callback = Nexus("http://localhost:9/1");
        await harness.StartWorkflowAsync("w", request => request.CompletionCallbacks.Add(callback));
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), new Api.Command.V1.Command
        {
            CommandType = CommandType.ContinueAsNewWorkflowExecution,
            ContinueAsNewWorkflowExecutionCommandAttributes = new(),
        });
        Assert.Equal([callback], (await harness.DescribeAsync("w")).Callbacks.Select(info => info.Callback));
        Assert.Equal(
            [callback],
            (await harness.HistoryAsync("w"))[0].WorkflowExecutionStartedEventAttributes.CompletionCallbacks);
    }

    private static Callback Nexus(string url) => new() { Nexus = new() { Url = url } };
}
