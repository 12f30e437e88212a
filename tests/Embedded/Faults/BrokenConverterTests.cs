using Cairn.Activities;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Converters and codecs that throw, in each place where a worker or a client calls them.</summary>
public sealed class BrokenConverterTests : EngineTest
{
    private static readonly BrokenConverter Broken = new("poison");

    private CairnClient BrokenCodec => NewClient(
        new() { DataConverter = DataConverter.Default with { PayloadCodec = Broken } });

    private CairnClient BrokenPayloads => NewClient(
        new() { DataConverter = DataConverter.Default with { PayloadConverter = Broken } });

    private CairnClient BrokenFailures => NewClient(
        new() { DataConverter = DataConverter.Default with { FailureConverter = Broken } });

    [Theory]
    [InlineData("poison encode")]
    [InlineData("poison convert")]
    public async Task A_client_hears_of_it_at_its_call(string text)
    {
        var isCodec = text == "poison encode";
        var client = isCodec ? BrokenCodec : BrokenPayloads;
        await AssertBrokenAsync(isCodec, () => client.StartWorkflowAsync("Any", [text], Id()));
        await AssertBrokenAsync(isCodec, () => client.StartWorkflowAsync(
            "Any", [], new("w", Queue) { Memo = new Dictionary<string, object> { ["m"] = text } }));
        var handle = client.GetWorkflowHandle("w");
        await AssertBrokenAsync(isCodec, () => handle.SignalAsync("s", [text]));
        await AssertBrokenAsync(isCodec, () => handle.QueryAsync<string>("q", [text]));
        await AssertBrokenAsync(isCodec, () => handle.ExecuteUpdateAsync("u", [text]));
        var activity = client.GetAsyncActivityHandle("w", "r", "a");
        await AssertBrokenAsync(isCodec, () => activity.CompleteAsync(text));
        await AssertBrokenAsync(isCodec, () => activity.HeartbeatAsync(new() { Details = [text] }));
    }

    [Theory]
    [InlineData("decode")]
    [InlineData("read")]
    public async Task A_workflow_whose_input_cannot_be_read_fails_its_task(string how)
    {
        await using var worker = StartWorker(
            how == "decode" ? BrokenCodec : BrokenPayloads, options => options.AddWorkflow<Does>());
        await Client.StartWorkflowAsync((Does w) => w.RunAsync("nothing", $"poison {how}"), Id());
        Assert.Contains($"broken: {how}", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return", "encode")]
    [InlineData("return", "convert")]
    [InlineData("activity", "encode")]
    [InlineData("activity", "convert")]
    [InlineData("local activity", "encode")]
    [InlineData("local activity", "convert")]
    [InlineData("memo", "encode")]
    [InlineData("memo", "convert")]
    public async Task A_workflow_whose_values_cannot_be_sent_fails_its_task(string what, string how)
    {
        await using var worker = StartWorker(
            how == "encode" ? BrokenCodec : BrokenPayloads,
            options => options.AddWorkflow<Does>().AddAllActivities(typeof(BrokenActs), null));
        await Client.StartWorkflowAsync((Does w) => w.RunAsync(what, how), Id());
        Assert.Contains($"broken: {how}", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encode")]
    [InlineData("convert")]
    public async Task A_local_activity_whose_result_cannot_be_sent_is_no_silence(string how)
    {
        await using var worker = StartWorker(
            how == "encode" ? BrokenCodec : BrokenPayloads,
            options => options.AddWorkflow<Does>().AddAllActivities(typeof(BrokenActs), null));
        var handle = await Client.StartWorkflowAsync((Does w) => w.RunAsync("local result", how), Id());

        // The codec works on the answer of the task; the converter on the result of the attempt.
        var message = how == "encode"
            ? await SoonAsync(TaskFailureAsync())
            : (await ReasonAsync(handle.GetResultAsync())).Message;
        Assert.Contains($"broken: {how}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("result", "encode")]
    [InlineData("result", "convert")]
    [InlineData("input", "decode")]
    [InlineData("input", "read")]
    [InlineData("heartbeat", "encode")]
    [InlineData("heartbeat", "convert")]
    [InlineData("failure details", "encode")]
    public async Task An_activity_whose_values_break_it_fails(string what, string how)
    {
        await using var workflows = StartWorker(options => options.AddWorkflow<Calls>());
        await using var activities = StartWorker(
            how is "encode" or "decode" ? BrokenCodec : BrokenPayloads,
            options => options.AddAllActivities(typeof(BrokenActs), null));
        Exception? failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(
            Client.ExecuteWorkflowAsync((Calls w) => w.RunAsync(what, $"poison {how}"), Id())));
        while (failure?.Message.Contains($"broken: {how}", StringComparison.Ordinal) == false)
        {
            failure = failure.InnerException;
        }

        Assert.NotNull(failure);
    }

    [Fact]
    public async Task A_failure_that_cannot_be_converted_is_reported_all_the_same()
    {
        await using var workflows = StartWorker(
            BrokenFailures, options => options.AddWorkflow<Fails>().AddAllActivities(typeof(BrokenActs), null));
        var reason = await ReasonAsync(Client.ExecuteWorkflowAsync((Fails w) => w.RunAsync("workflow"), Id("w1")));
        Assert.Contains("broken: failure", reason.Message, StringComparison.Ordinal);
        reason = await ReasonAsync(Client.ExecuteWorkflowAsync((Fails w) => w.RunAsync("activity"), Id("w2")));
        Assert.Contains("broken: failure", reason.Message, StringComparison.Ordinal);
        await Client.StartWorkflowAsync((Fails w) => w.RunAsync("task"), Id("w3"));
        Assert.Contains("broken: failure", await SoonAsync(TaskFailureAsync("w3")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encode")]
    [InlineData("convert")]
    [InlineData("decode")]
    [InlineData("read")]
    public async Task A_query_whose_values_break_it_fails(string how)
    {
        await using var worker = StartWorker(
            how is "encode" or "decode" ? BrokenCodec : BrokenPayloads, options => options.AddWorkflow<Waits>());
        var handle = await Client.StartWorkflowAsync((Waits w) => w.RunAsync(), Id());
        var text = how is "encode" or "convert" ? $"poison+{how}" : $"poison {how}";
        var failed = await Assert.ThrowsAsync<WorkflowQueryFailedException>(() => SoonAsync(handle.QueryAsync(
            w => w.Echo(text))));
        Assert.Contains($"broken: {how}", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encode")]
    [InlineData("convert")]
    [InlineData("decode")]
    [InlineData("read")]
    public async Task An_update_whose_values_break_it_fails_or_its_task_does(string how)
    {
        await using var worker = StartWorker(
            how is "encode" or "decode" ? BrokenCodec : BrokenPayloads, options => options.AddWorkflow<Waits>());
        var handle = await Client.StartWorkflowAsync((Waits w) => w.RunAsync(), Id());
        var text = how is "encode" or "convert" ? $"poison+{how}" : $"poison {how}";
        var update = handle.ExecuteUpdateAsync(w => w.ChangeAsync(text));
        if (how == "read")
        {
            // What a caller sends is the caller's mistake.
            await Assert.ThrowsAsync<WorkflowUpdateFailedException>(() => SoonAsync(update));
            return;
        }

        Assert.Contains($"broken: {how}", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
        await handle.TerminateAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => SoonAsync(update));
    }

    // The converter knows which value it was.
    private static async Task AssertBrokenAsync(bool isCodec, Func<Task> call)
    {
        if (isCodec)
        {
            var broken = await Assert.ThrowsAsync<InvalidOperationException>(() => SoonAsync(call()));
            Assert.StartsWith("broken:", broken.Message, StringComparison.Ordinal);
            return;
        }

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => SoonAsync(call()));
        Assert.StartsWith("[CAIRN1003]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("broken:", refused.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
    }

    public static class BrokenActs
    {
        [Activity]
        public static async Task<string> DoAsync(string what, string text)
        {
            switch (what)
            {
                case "heartbeat":
                    ActivityExecutionContext.Current.Heartbeat(text.Replace('+', ' '));
                    await Task.Delay(Timeout.InfiniteTimeSpan, ActivityExecutionContext.Current.CancellationToken);
                    break;
                case "failure details":
                    throw new ApplicationFailureException("bad", details: [text.Replace('+', ' ')]);
            }

            return text.Replace('+', ' ');
        }

        [Activity]
        public static void Fail() => throw new ApplicationFailureException("poison", nonRetryable: true);
    }

    [Workflow]
    public class Does
    {
        private static readonly LocalActivityOptions Locally = new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 },
        };

        [WorkflowRun]
        public async Task<string> RunAsync(string what, string how)
        {
            var text = $"poison {how}";
            switch (what)
            {
                case "return":
                    return text;
                case "activity":
                    await Workflow.ExecuteActivityAsync(() => BrokenActs.DoAsync("x", text), Embedded.Acts.Options);
                    break;
                case "local activity":
                    await Workflow.ExecuteLocalActivityAsync(() => BrokenActs.DoAsync("x", text), Locally);
                    await Workflow.ExecuteActivityAsync(() => BrokenActs.DoAsync("x", text), Embedded.Acts.Options);
                    break;
                case "local result":
                    await Workflow.ExecuteLocalActivityAsync(
                        () => BrokenActs.DoAsync("x", $"poison+{how}"), Locally);
                    break;
                case "memo":
                    Workflow.UpsertMemo(MemoUpdate.ValueSet("m", text));
                    break;
            }

            return "done";
        }
    }

    [Workflow]
    public class Calls
    {
        [WorkflowRun]
        public Task<string> RunAsync(string what, string text) => Workflow.ExecuteActivityAsync(
            () => BrokenActs.DoAsync(what, what == "input" ? text : text.Replace(' ', '+')),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 },
            });
    }

    [Workflow]
    public class Fails
    {
        [WorkflowRun]
        public async Task RunAsync(string what)
        {
            if (what == "activity")
            {
                await Workflow.ExecuteActivityAsync(() => BrokenActs.Fail(), Embedded.Acts.Options);
            }

            throw what == "task"
                ? new InvalidOperationException("poison")
                : new ApplicationFailureException("poison", nonRetryable: true);
        }
    }

    [Workflow]
    public class Waits
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowQuery]
        public string Echo(string text) => text.Replace('+', ' ');

        [WorkflowUpdate]
        public Task<string> ChangeAsync(string text) => Task.FromResult(text.Replace('+', ' '));
    }
}
