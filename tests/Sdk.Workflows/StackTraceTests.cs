using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class StackTraceTests
{
    [Fact]
    public async Task A_stack_trace_names_what_the_workflow_waits_for_and_where() =>
        Assert.Matches(@"^""timer 1 at StackTraceTests\.cs:\d+\\n""$", await TextAsync(null));

    [Theory]
    [InlineData("condition")]
    [InlineData("timed condition")]
    [InlineData("options")]
    [InlineData("semaphore")]
    [InlineData("mutex")]
    [InlineData("channel")]
    [InlineData("continue")]
    public async Task A_stack_trace_names_the_line_of_the_condition(string kind)
    {
        var server = new FakeServer(nameof(WaitsFor), kind);
        var handler = Handlers.Of<WaitsFor>(server, options => options);
        server.SuggestsContinueAsNew = false;
        await server.RunTaskAsync(handler);
        var answer = await handler.HandleAsync(
            server.ToQuery("__stack_trace", sticky: false), TestContext.Current.CancellationToken);
        var text = Assert.Single(Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(answer).Request.QueryResult.Payloads_)
            .Data.ToStringUtf8();
        Assert.Matches(@"condition at StackTraceTests\.cs:\d+\\", text);
    }

    [Fact]
    public async Task A_stack_trace_may_do_without_files() => Assert.Equal(
        "\"timer 1\\n\"", await TextAsync(WorkflowStackTrace.WithoutFileInfo));

    [Fact]
    public async Task A_worker_without_stack_traces_refuses_the_query_and_names_the_option()
    {
        var answer = await AskAsync(WorkflowStackTrace.None);
        var failed = Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(answer).Request;
        Assert.Equal(
            "The worker answers no stack trace queries: its option WorkflowStackTrace is None", failed.ErrorMessage);
    }

    private static async Task<string> TextAsync(WorkflowStackTrace? kind)
    {
        var answered = Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(await AskAsync(kind)).Request;
        return Assert.Single(answered.QueryResult.Payloads_).Data.ToStringUtf8()
            .Replace("\\r", "", StringComparison.Ordinal);
    }

    private static async Task<WorkflowTaskAnswer?> AskAsync(WorkflowStackTrace? kind)
    {
        var server = new FakeServer(nameof(Waits));
        var handler = Handlers.Of<Waits>(
            server, options => kind is { } chosen ? options with { StackTrace = chosen } : options);
        await server.RunTaskAsync(handler);
        return await handler.HandleAsync(
            server.ToQuery("__stack_trace", sticky: false), TestContext.Current.CancellationToken);
    }

    [Workflow]
    public class WaitsFor
    {
        [WorkflowSignal]
        public SignalChannel<string> Letters { get; } = new();

        [WorkflowRun]
        public async Task RunAsync(string kind)
        {
            var semaphore = new Cairn.Workflows.Semaphore(1);
            var mutex = new Cairn.Workflows.Mutex();
            await semaphore.WaitAsync();
            await mutex.WaitOneAsync();
            await (kind switch
            {
                "timed condition" => Workflow.WaitConditionAsync(() => false, TimeSpan.FromHours(1)),
                "options" => Workflow.WaitConditionWithOptionsAsync(new(() => false)),
                "semaphore" => semaphore.WaitAsync(),
                "mutex" => mutex.WaitOneAsync(),
                "channel" => Letters.ReceiveAsync(),
                "continue" => Workflow.WaitConditionOrContinueAsNewAsync(
                    () => false, (WaitsFor again) => again.RunAsync(kind)),
                _ => Workflow.WaitConditionAsync(() => false),
            });
        }
    }

    [Workflow]
    public class Waits
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(TimeSpan.FromHours(1));
    }
}
