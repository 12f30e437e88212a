using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Worker;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>What a worker says when a part of it breaks that no task can be blamed for.</summary>
public sealed class LoudWorkerTests : IDisposable
{
    private readonly FakeWorkflowService server = new();
    private readonly ManualTime time = new();
    private readonly ErrorLog log = new();

    [Fact]
    public async Task A_poll_loop_that_throws_ends_the_worker_and_is_logged()
    {
        server.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(
            _ => throw new FormatException("broken poll"));
        using var worker = NewWorker(DataConverter.Default);
        await Assert.ThrowsAsync<FormatException>(() => RunAsync(worker));
        Assert.Contains("Worker on task queue q ends: it polls no more. Start it again to continue", log.Lines);
    }

    [Fact]
    public async Task A_poll_that_is_refused_for_good_ends_the_worker_and_is_logged()
    {
        server.Refuse<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(
            new(RpcException.StatusCode.PermissionDenied, "not you"));
        using var worker = NewWorker(DataConverter.Default);
        var error = await Assert.ThrowsAsync<CairnException>(() => RunAsync(worker));
        Assert.Contains("not you", error.Message, StringComparison.Ordinal);
        Assert.Contains("Worker on task queue q ends: it polls no more. Start it again to continue", log.Lines);
    }

    [Fact]
    public async Task A_shutdown_that_throws_does_not_hide_why_the_worker_ended()
    {
        server.On<ShutdownWorkerRequest, ShutdownWorkerResponse>(_ => throw new FormatException("broken shutdown"));
        using var worker = NewWorker(DataConverter.Default);
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => worker.ExecuteAsync(
            () => Task.FromException(new TimeZoneNotFoundException()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_activity_task_that_cannot_be_read_fails_and_the_worker_goes_on()
    {
        var tasks = new ConcurrentQueue<PollActivityTaskQueueResponse>(
        [
            ActivityTask("bad", task => task.StartToCloseTimeout = new() { Seconds = 1, Nanos = -5 }),
            ActivityTask("good", _ => { }),
        ]);
        server.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(async (_, context) =>
        {
            if (tasks.TryDequeue(out var task))
            {
                return task;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return new();
        });
        using var stop = new CancellationTokenSource();
        using var worker = NewWorker(DataConverter.Default);
        var running = worker.ExecuteAsync(stop.Token);
        var failed = await server.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.Equal("bad", failed.TaskToken.ToStringUtf8());
        Assert.Equal("good", (await server.NextAsync<RespondActivityTaskCompletedRequest>()).TaskToken.ToStringUtf8());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_codec_that_never_returns_fails_the_activity()
    {
        var tasks = new ConcurrentQueue<PollActivityTaskQueueResponse>([ActivityTask("t", _ => { })]);
        server.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(async (_, context) =>
        {
            if (tasks.TryDequeue(out var task))
            {
                return task;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return new();
        });
        using var stop = new CancellationTokenSource();
        using var worker = NewWorker(DataConverter.Default with { PayloadCodec = new HangingCodec() });
        var running = worker.ExecuteAsync(stop.Token);
        await time.PassNextAsync();
        var failed = await server.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.Contains("HangingCodec did not encode 1 payloads", failed.Failure.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_codec_that_never_returns_fails_the_workflow_task_and_the_query()
    {
        var tasks = new ConcurrentQueue<PollWorkflowTaskQueueResponse>([WorkflowTask("t"), WorkflowTask("q", new())]);
        server.On<PollWorkflowTaskQueueRequest, PollWorkflowTaskQueueResponse>(async (request, context) =>
        {
            if (request.TaskQueue.NormalName.Length == 0 && tasks.TryDequeue(out var task))
            {
                return task;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return new();
        });
        using var stop = new CancellationTokenSource();
        using var worker = NewWorker(DataConverter.Default with { PayloadCodec = new HangingCodec() });
        var running = worker.ExecuteAsync(stop.Token);
        await time.PassNextAsync();
        await time.PassNextAsync();
        var failed = await server.NextAsync<RespondWorkflowTaskFailedRequest>();
        Assert.Contains("HangingCodec did not decode 1 payloads", failed.Failure.Message, StringComparison.Ordinal);
        var answered = await server.NextAsync<RespondQueryTaskCompletedRequest>();
        Assert.Contains("HangingCodec did not decode 1 payloads", answered.ErrorMessage, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    public void Dispose() => log.Dispose();

    private static Task RunAsync(CairnWorker worker) =>
        worker.ExecuteAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));

    private static PollActivityTaskQueueResponse ActivityTask(
        string token, Action<PollActivityTaskQueueResponse> change)
    {
        var task = new PollActivityTaskQueueResponse
        {
            TaskToken = ByteString.CopyFromUtf8(token),
            ActivityId = token,
            ActivityType = new() { Name = "a" },
            Attempt = 1,
            WorkflowExecution = new() { WorkflowId = "w", RunId = "r" },
        };
        change(task);
        return task;
    }

    private static PollWorkflowTaskQueueResponse WorkflowTask(string token, Api.Query.V1.WorkflowQuery? query = null) =>
        new()
        {
            TaskToken = ByteString.CopyFromUtf8(token),
            WorkflowExecution = new() { WorkflowId = "w", RunId = token },
            Attempt = 1,
            Query = query,
            History = new()
            {
                Events =
                {
                    new Api.History.V1.HistoryEvent
                    {
                        EventId = 1,
                        WorkflowExecutionStartedEventAttributes =
                            new() { Input = new() { Payloads_ = { new Payload() } } },
                    },
                },
            },
        };

    private CairnWorker NewWorker(DataConverter converter) => new(
        new CairnClient(
            new CairnConnection(server, new() { TimeProvider = time }),
            new() { LoggerFactory = log, DataConverter = converter }),
        new CairnWorkerOptions("q").AddActivity([Activity("a")] () => 1).AddWorkflow<Anything>());

    [Cairn.Workflows.Workflow]
    public class Anything
    {
        [Cairn.Workflows.WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    private sealed class HangingCodec : IPayloadCodec
    {
        public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
            new TaskCompletionSource<IReadOnlyCollection<Payload>>().Task;

        public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
            new TaskCompletionSource<IReadOnlyCollection<Payload>>().Task;
    }

    private sealed class ErrorLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
