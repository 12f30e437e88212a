using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>What leaves the workflow's thread is stopped, by a message that names it.</summary>
public class GuardTests
{
    // Long enough that the wait begins before it ends: what is over already does not leave the thread.
    private const int Milliseconds = 100;

    private static readonly Dictionary<string, Func<Task>> Constructs = new()
    {
        ["Task.Run"] = async () => await Task.Run(() => 1),
        ["Task.Delay"] = async () => await Task.Delay(Milliseconds),
        ["CancelAsync"] = async () =>
        {
            using var source = new CancellationTokenSource();
            using var callback = source.Token.Register(() => { });
            await source.CancelAsync();
        },
        ["new CancellationTokenSource(delay)"] = async () =>
        {
            using var source = new CancellationTokenSource(Milliseconds);
            var done = new TaskCompletionSource();
            using (source.Token.Register(done.SetResult))
            {
                await done.Task;
            }
        },
        ["new Thread"] = async () =>
        {
            var done = new TaskCompletionSource();
            new Thread(done.SetResult).Start();
            await done.Task;
        },
        ["ThreadPool.QueueUserWorkItem"] = async () =>
        {
            var done = new TaskCompletionSource();
            ThreadPool.QueueUserWorkItem(_ => done.SetResult());
            await done.Task;
        },
        ["Timer"] = async () =>
        {
            var done = new TaskCompletionSource();
            using var timer = new Timer(_ => done.SetResult(), null, Milliseconds, Timeout.Infinite);
            await done.Task;
        },
        ["PeriodicTimer"] = async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Milliseconds));
            await timer.WaitForNextTickAsync();
        },
        ["SemaphoreSlim with a timeout"] = async () =>
        {
            using var semaphore = new SemaphoreSlim(0);
            await semaphore.WaitAsync(Milliseconds);
        },
        ["HttpClient"] = async () =>
        {
            using var http = new HttpClient();
            await http.GetStringAsync(new Uri("http://127.0.0.1:1/"));
        },
        ["ContinueWith"] = async () =>
            await Task.CompletedTask.ContinueWith(_ => 1, TaskScheduler.Default),
        ["WhenEach"] = async () =>
        {
            await foreach (var task in Task.WhenEach(Workflow.RunTaskAsync(() => Task.CompletedTask)))
            {
                await task;
            }
        },
        ["Parallel.ForEachAsync"] = async () =>
            await Parallel.ForEachAsync([1, 2], async (_, _) => await Task.Yield()),
        ["Progress"] = async () =>
        {
            var done = new TaskCompletionSource();
            IProgress<int> progress = new Progress<int>(_ => done.SetResult());
            progress.Report(1);
            await done.Task;
        },
        ["fire and forget"] = () =>
        {
            Task.Run(() => { });
            return Workflow.DelayAsync(Timeout.InfiniteTimeSpan);
        },
        ["ConfigureAwait(false)"] = async () =>
        {
            await Workflow.RunTaskAsync(() => Task.CompletedTask).ConfigureAwait(false);
            await Workflow.DelayAsync(1);
        },
    };

    public static TheoryData<string> Names => [.. Constructs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_leaves_the_thread_fails_the_workflow_task(string construct)
    {
        var answer = await AnswerAsync(construct);
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request;
        Assert.Equal(WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, failed.Cause);
        Assert.Equal(nameof(InvalidWorkflowSchedulerException), failed.Failure.ApplicationFailureInfo.Type);
    }

    [Theory]
    [InlineData("Task.Run", "Task.Run")]
    [InlineData("Task.Delay", "Task.Delay (use Workflow.DelayAsync)")]
    [InlineData("CancelAsync", "CancelAsync")]
    [InlineData("new CancellationTokenSource(delay)", "CancellationTokenSource with a delay")]
    [InlineData("HttpClient", "HttpClient (use an activity)")]
    [InlineData("new Thread", "a thread")]
    [InlineData("ThreadPool.QueueUserWorkItem", "ThreadPool.QueueUserWorkItem")]
    [InlineData("Timer", "a .NET timer")]
    [InlineData("PeriodicTimer", "PeriodicTimer")]
    [InlineData("SemaphoreSlim with a timeout", "a timeout")]
    [InlineData("ConfigureAwait(false)", "ConfigureAwait(false)")]
    public async Task The_message_names_what_did_it(string construct, string named)
    {
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(await AnswerAsync(construct)).Request;
        Assert.Contains(named, failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stays_on_the_scheduler_passes()
    {
        var server = new FakeServer(nameof(Harmless));
        await server.RunTaskAsync(Handlers.Of<Harmless>());
        Assert.Equal(["complete \"fine\""], server.Tasks[0]);
    }

    [Fact]
    public async Task Timers_that_the_workflow_does_not_wait_for_can_be_allowed()
    {
        var server = new FakeServer(nameof(StartsForeignTimer));
        await server.RunTaskAsync(Handlers.Of<StartsForeignTimer>());
        Assert.Equal(["complete 7"], server.Tasks[0]);
    }

    [Fact]
    public async Task A_run_that_is_left_between_two_tasks_fails_its_next_one()
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(LeavesLater));
        var handler = Handlers.Of([typeof(LeavesLater)], loggers: log);
        await server.RunTaskAsync(handler);
        LeavesLater.Door.SetResult();
        server.Signal("Anything").StartTask();
        var answer = await handler.HandleAsync(server.ToTask(sticky: true), TestContext.Current.CancellationToken);
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request;
        Assert.Equal(nameof(InvalidWorkflowSchedulerException), failed.Failure.ApplicationFailureInfo.Type);
        Assert.Equal(0, handler.CachedRuns);
        Assert.Contains(log.Lines, line => line.StartsWith("[CAIRN1005] Workflow code left", StringComparison.Ordinal));
    }

    [Fact]
    public void Workflow_cannot_be_used_outside_of_workflow_code()
    {
        Assert.False(Workflow.InWorkflow);
        Assert.Throws<InvalidOperationException>(() => Workflow.UtcNow);
    }

    [Fact]
    public async Task Code_that_blocks_fails_its_task_and_the_worker_goes_on()
    {
        using var release = Blocks.Release = new ManualResetEventSlim();
        var server = new FakeServer(nameof(Blocks));
        var handler = Handlers.Of([typeof(Blocks)], deadlock: TimeSpan.FromMilliseconds(200));
        server.StartTask();
        var answer = await handler.HandleAsync(server.ToTask(sticky: false), TestContext.Current.CancellationToken);
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request;
        Assert.StartsWith(
            "[TMPRL1101] Workflow Blocks workflow with run ID " + FakeServer.RunId + " deadlocked after 00:00:00.2",
            failed.Failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, handler.CachedRuns);
        release.Set();
        server.FailTask();
        await server.RunTaskAsync(handler, sticky: false);
        Assert.Equal(["complete "], server.Tasks[0]);
    }

    [Fact]
    public async Task A_worker_notices_the_timers_of_workflow_code_unless_its_options_say_no()
    {
        var noticed = await StartTimerAsync(notices: true);
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(noticed).Request;
        Assert.Contains("CAIRN1005", failed.Failure.Message, StringComparison.Ordinal);
        Assert.IsType<WorkflowTaskAnswer.Completed>(await StartTimerAsync(notices: false));
    }

    private static async Task<WorkflowTaskAnswer> StartTimerAsync(bool notices)
    {
        var server = new FakeServer(nameof(StartsTimer)).StartTask();
        return await Handlers.Of<StartsTimer>(server, options => options with { NoticesTimers = notices }).HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken);
    }

    private static async Task<WorkflowTaskAnswer> AnswerAsync(string construct)
    {
        var server = new FakeServer(nameof(Leaves), construct).StartTask();
        return await Handlers.Of([typeof(Leaves)], grace: TimeSpan.FromMinutes(1)).HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken);
    }

    [Workflow]
    public class Leaves
    {
        [WorkflowRun]
        [Deterministic(Justification = "What these constructs do wrong is what the run time shall find.")]
        public Task RunAsync(string construct) => Constructs[construct]();
    }

    [Workflow]
    public class StartsTimer
    {
        [WorkflowRun]
        public Task<int> RunAsync()
        {
            using var timer = new Timer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
            return Task.FromResult(7);
        }
    }

    [Workflow]
    public class StartsForeignTimer
    {
        [WorkflowRun]
        public Task<int> RunAsync()
        {
            Workflow.Unsafe.WithTracingEventListenerDisabled(() => Task.Run(() => Task.Delay(1)));
            return Task.FromResult(Workflow.Unsafe.WithTracingEventListenerDisabled(() =>
            {
                using var timer = new Timer(_ => { }, null, Milliseconds, Timeout.Infinite);
                return 7;
            }));
        }
    }

    [Workflow]
    public class LeavesLater
    {
        public static TaskCompletionSource Door { get; } = new();

        [WorkflowRun]
        public async Task RunAsync()
        {
            var other = Door.Task;
            await Workflow.WhenAnyAsync(other, Workflow.DelayAsync(1000));
        }

        [WorkflowSignal]
        public Task AnythingAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class Blocks
    {
        public static ManualResetEventSlim? Release { get; set; }

        [WorkflowRun]
        public Task RunAsync()
        {
            Release!.Wait();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class Harmless
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Task.Yield();
            await Task.WhenAny(Workflow.RunTaskAsync(() => Task.FromResult(1)), Task.FromResult(2));
            await Task.Factory.StartNew(() => 1, default, TaskCreationOptions.None, TaskScheduler.Current);
            var channel = System.Threading.Channels.Channel.CreateUnbounded<int>();
            var reader = channel.Reader.ReadAsync();
            channel.Writer.TryWrite(1);
            await reader;
            using var gate = new SemaphoreSlim(0);
            var wait = gate.WaitAsync();
            gate.Release();
            await wait;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Workflow.RunTaskAsync(() =>
            {
                done.SetResult();
                return Task.CompletedTask;
            });
            await done.Task;
            return "fine";
        }
    }
}
