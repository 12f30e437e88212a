using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class StackTraceTests
{
    [Fact]
    public async Task A_stack_trace_names_what_the_workflow_waits_for_and_where() =>
        Assert.Matches(@"^""timer 1 at StackTraceTests\.cs:\d+\\n""$", await TextAsync(null));

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
    public class Waits
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(TimeSpan.FromHours(1));
    }
}
