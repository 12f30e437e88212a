using System.Threading.Channels;
using Cairn.Activities;
using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Worker;

public sealed class WorkflowWorkerTests : IAsyncDisposable
{
    private readonly FakeWorkflowService server = new();
    private readonly ScriptedHandler handler = new();
    private readonly ListLog log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<PollWorkflowTaskQueueResponse> tasks =
        Channel.CreateUnbounded<PollWorkflowTaskQueueResponse>();

    private readonly WorkerScope scope;
    private readonly ActivityWorker activities;
    private readonly WorkflowWorker worker;
    private readonly Task[] polls;

    public WorkflowWorkerTests()
    {
        server.On<PollWorkflowTaskQueueRequest, PollWorkflowTaskQueueResponse>(
            async (_, context) => await tasks.Reader.ReadAsync(context.CancellationToken));
        var client = new CairnClient(new CairnConnection(server, new() { Identity = "me" }));
        scope = new(client, new CairnWorkerOptions("q") { LoggerFactory = log }.AddActivity([Activity("a")] () => 1));
        scope.Options.MaxConcurrentActivities = 2;
        activities = new(scope);
        worker = new(scope, handler, new EagerActivities(scope, activities));
        polls = [.. worker.Pollers.Select(p => p.RunAsync(stop.Token))];
    }

    [Fact]
    public async Task One_poll_in_five_looks_at_the_task_queue_and_four_at_the_sticky_queue()
    {
        var kinds = new List<TaskQueueKind>();
        for (var i = 0; i < 5; i++)
        {
            var poll = await server.NextAsync<PollWorkflowTaskQueueRequest>();
            kinds.Add(poll.TaskQueue.Kind);
            Assert.Equal(
                poll.TaskQueue.Kind == TaskQueueKind.Normal ? ("q", "") : (scope.StickyQueue!, "q"),
                (poll.TaskQueue.Name, poll.TaskQueue.NormalName));
        }

        Assert.Equal(1, kinds.Count(k => k == TaskQueueKind.Normal));
        Assert.Equal(4, kinds.Count(k => k == TaskQueueKind.Sticky));
        Assert.StartsWith("me-", scope.StickyQueue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_says_who_answers_and_where_the_run_is_kept()
    {
        handler.Answer = Completed;
        Offer("t1");
        var sent = await server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Equal(("t1", "me", "default"), (sent.TaskToken.ToStringUtf8(), sent.Identity, sent.Namespace));
        Assert.True(sent.ReturnNewWorkflowTask);
        Assert.Equal(scope.StickyQueue, sent.StickyAttributes.WorkerTaskQueue.Name);
        Assert.Equal("q", sent.StickyAttributes.WorkerTaskQueue.NormalName);
        Assert.Equal(10, sent.StickyAttributes.ScheduleToStartTimeout.Seconds);
    }

    [Fact]
    public async Task The_next_task_that_comes_with_the_answer_is_handled_at_once()
    {
        handler.Answer = Completed;
        server.On<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse>(r => new()
        {
            WorkflowTask = r.TaskToken.ToStringUtf8() == "t1" ? NewTask("t2") : null,
        });
        Offer("t1");
        Assert.Equal("t1", (await server.NextAsync<RespondWorkflowTaskCompletedRequest>()).TaskToken.ToStringUtf8());
        Assert.Equal("t2", (await server.NextAsync<RespondWorkflowTaskCompletedRequest>()).TaskToken.ToStringUtf8());
    }

    [Fact]
    public async Task Failures_and_answers_to_queries_go_where_they_belong()
    {
        handler.Answer = t => new WorkflowTaskAnswer.Failed(new()
        {
            TaskToken = t.TaskToken,
            Cause = WorkflowTaskFailedCause.NonDeterministicError,
        });
        Offer("t1");
        var failed = await server.NextAsync<RespondWorkflowTaskFailedRequest>();
        Assert.Equal((WorkflowTaskFailedCause.NonDeterministicError, "me", "default"),
            (failed.Cause, failed.Identity, failed.Namespace));
        handler.Answer = t => new WorkflowTaskAnswer.QueryAnswered(new() { TaskToken = t.TaskToken });
        Offer("t2");
        Assert.Equal("default", (await server.NextAsync<RespondQueryTaskCompletedRequest>()).Namespace);
    }

    [Fact]
    public async Task A_completion_that_is_refused_evicts_the_run()
    {
        handler.Answer = Completed;
        server.Refuse<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse>(
            new(RpcException.StatusCode.InvalidArgument, "UnhandledCommand"));
        Offer("t1");
        Assert.Equal("r", await handler.EvictedAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_evicts_the_run_without_a_warning()
    {
        handler.Answer = Completed;
        server.On<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse>(
            request => throw (request.TaskToken.ToStringUtf8() == "late"
                ? new RpcException(RpcException.StatusCode.NotFound, "Workflow task not found.")
                : new RpcException(RpcException.StatusCode.InvalidArgument, "UnhandledCommand")));
        Offer("late");
        Assert.Equal("r", await handler.EvictedAsync());
        Offer("bad", workflowId: "refused");
        Assert.Equal("r", await handler.EvictedAsync());
        Assert.StartsWith("Answer to a workflow task of refused, ", await log.NextWarningAsync());
    }

    [Fact]
    public async Task A_handler_that_breaks_fails_the_first_attempts_only()
    {
        handler.Answer = _ => throw new FormatException("bug");
        Offer("t1", attempt: 3);
        Assert.Equal("r", await handler.EvictedAsync());
        Offer("t2", attempt: 2);
        var failed = await server.NextAsync<RespondWorkflowTaskFailedRequest>();
        Assert.Equal(("t2", "bug"), (failed.TaskToken.ToStringUtf8(), failed.Failure.Message));
    }

    [Fact]
    public async Task Activities_start_here_as_far_as_there_are_slots()
    {
        handler.Answer = t => new WorkflowTaskAnswer.Completed(new()
        {
            TaskToken = t.TaskToken,
            Commands = { Schedule("q"), Schedule("other"), Schedule("q"), Schedule("q") },
        });
        server.On<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse>(_ => new()
        {
            ActivityTasks =
            {
                new PollActivityTaskQueueResponse
                {
                    TaskToken = ByteString.CopyFromUtf8("eager"),
                    ActivityType = new() { Name = "a" },
                },
            },
        });
        Offer("t1");
        var sent = await server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Equal(
            [true, false, true, false],
            sent.Commands.Select(c => c.ScheduleActivityTaskCommandAttributes.RequestEagerExecution));
        Assert.Equal(
            "eager", (await server.NextAsync<RespondActivityTaskCompletedRequest>()).TaskToken.ToStringUtf8());
        // Both slots are free again: one was used and one was given back, so stopping does not wait for ever.
        await activities.StopAsync();
    }

    [Fact]
    public async Task With_a_limit_of_the_task_queue_no_activity_starts_without_it()
    {
        scope.Options.MaxTaskQueueActivitiesPerSecond = 1;
        handler.Answer = t => new WorkflowTaskAnswer.Completed(
            new() { TaskToken = t.TaskToken, Commands = { Schedule("q") } });
        Offer("t1");
        var sent = await server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.False(sent.Commands[0].ScheduleActivityTaskCommandAttributes.RequestEagerExecution);
    }

    [Fact]
    public void Activities_that_start_without_the_task_queue_count_for_the_limit_of_the_worker()
    {
        scope.Options.MaxActivitiesPerSecond = 1;
        using var limited = new ActivityWorker(scope);
        var slot = limited.TryReserve();
        Assert.NotNull(slot);
        Assert.Null(limited.TryReserve());
        limited.GiveBack(slot);
        Assert.NotNull(limited.TryReserve());
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(polls);
        await worker.StopAsync();
        worker.Dispose();
        activities.Dispose();
        stop.Dispose();
    }

    private static WorkflowTaskAnswer.Completed Completed(PollWorkflowTaskQueueResponse task) =>
        new(new() { TaskToken = task.TaskToken });

    private static Command Schedule(string queue) => new()
    {
        ScheduleActivityTaskCommandAttributes = new()
        {
            TaskQueue = new() { Name = queue },
            RequestEagerExecution = true,
        },
    };

    private static PollWorkflowTaskQueueResponse NewTask(
        string token, int attempt = 1, string workflowId = "w") => new()
    {
        TaskToken = ByteString.CopyFromUtf8(token),
        WorkflowExecution = new() { WorkflowId = workflowId, RunId = "r" },
        Attempt = attempt,
    };

    private void Offer(string token, int attempt = 1, string workflowId = "w") =>
        Assert.True(tasks.Writer.TryWrite(NewTask(token, attempt, workflowId)));

    private sealed class ScriptedHandler : IWorkflowTaskHandler
    {
        private readonly Channel<string> evicted = Channel.CreateUnbounded<string>();

        public Func<PollWorkflowTaskQueueResponse, WorkflowTaskAnswer> Answer { get; set; } =
            _ => new WorkflowTaskAnswer.None();

        public async Task<WorkflowTaskAnswer> HandleAsync(
            PollWorkflowTaskQueueResponse task, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return Answer(task);
        }

        public void RollBack(string runId, long startedEventId)
        {
        }

        public Task StopAsync() => Task.CompletedTask;

        public void Dispose()
        {
        }

        public void Evict(string runId) => evicted.Writer.TryWrite(runId);

        public async Task<string> EvictedAsync() =>
            await evicted.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
