using System.Collections.Concurrent;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Runtime;

public sealed class UnpolledQueueTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly WarningLog log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task A_queue_that_no_worker_polls_is_warned_of_at_growing_intervals()
    {
        await using var node = await StartAsync();
        await PollAsync(node, "other");
        await StartWorkflowAsync(node, "lost");
        Assert.Empty(log.Lines);

        time.Advance(TimeSpan.FromSeconds(10) + TimeSpan.FromTicks(7));
        var line = Assert.Single(log.Lines);
        Assert.StartsWith(
            "[CAIRN1004] No worker polls task queue lost of namespace default for tasks of kind Workflow: 1 wait, the "
            + "oldest for 00:00:10. Queues that workers poll: other (Workflow, by w). Start a worker for this queue",
            line,
            StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1004' for more.", line, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(log.Lines);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, log.Lines.Count);
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(2, log.Lines.Count);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, log.Lines.Count);
    }

    [Fact]
    public async Task A_worker_that_comes_in_time_is_not_missed()
    {
        await using var node = await StartAsync();
        await StartWorkflowAsync(node, "late");
        time.Advance(TimeSpan.FromSeconds(9));
        await PollAsync(node, "late");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_queue_is_warned_of_again_when_its_worker_has_gone()
    {
        await using var node = await StartAsync();
        await PollAsync(node, "left");
        time.Advance(TimeSpan.FromMinutes(10));
        await StartWorkflowAsync(node, "left");
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("Queues that workers poll: none", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_no_worker_takes_says_so_before_its_caller_gives_up()
    {
        await using var node = await StartAsync();
        await StartWorkflowAsync(node, "lost");
        var task = await node.Service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = "lost" } },
            new RpcContext(CancellationToken: Token));
        await node.Service.RespondWorkflowTaskCompletedAsync(
            new() { Namespace = "default", TaskToken = task.TaskToken }, default);
        time.Advance(TimeSpan.FromSeconds(21));
        var query = node.Service.QueryWorkflowAsync(
            new()
            {
                Namespace = "default",
                Execution = new() { WorkflowId = "lost" },
                Query = new() { QueryType = "q" },
            },
            new RpcContext(TimeSpan.FromSeconds(30)));
        await time.TimerAsync(ManualTime.Start + TimeSpan.FromSeconds(51));
        time.Advance(TimeSpan.FromSeconds(29));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => query);
        Assert.Equal(RpcException.StatusCode.FailedPrecondition, refusal.Code);
        Assert.Equal("no poller seen for task queue recently, worker may be down", refusal.Message);
    }

    private Task<Node> StartAsync() =>
        Node.StartAsync(new MemoryStore(), new() { TimeProvider = time, LoggerFactory = log }, Token);

    private static Task<StartWorkflowExecutionResponse> StartWorkflowAsync(Node node, string queue) =>
        node.Service.StartWorkflowExecutionAsync(
            new()
            {
                Namespace = "default",
                WorkflowId = queue,
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = queue },
                RequestId = queue,
            },
            default);

    private static async Task PollAsync(Node node, string queue)
    {
        using var gone = new CancellationTokenSource();
        var poll = node.Service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = queue }, Identity = "w" },
            new RpcContext(CancellationToken: gone.Token));
        await gone.CancelAsync();
        await poll;
    }

    private sealed class WarningLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
