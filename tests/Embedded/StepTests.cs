using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class StepTests : EngineTest
{
    private static readonly LocalActivityOptions Once = new() { RetryPolicy = new() { MaximumAttempts = 1 } };

    [Fact]
    public async Task A_step_runs_once_and_a_replay_takes_its_result_from_history()
    {
        Runs.All = [];
        await using var worker = StartWorker(options =>
        {
            options.AddWorkflow<ThreeSteps>();
            options.MaxCachedWorkflows = 0;
        });
        var handle = await Client.StartWorkflowAsync((ThreeSteps w) => w.RunAsync("a"), Id());
        Assert.Equal("a1 a2", await SoonAsync(handle.GetResultAsync()));
        Assert.Equal(["fetch a1", "tell a1", "fetch a2"], Runs.All);
        var history = await Histories.ReplayAsync(handle, typeof(ThreeSteps));
        Assert.Equal(3, Runs.All.Count);
        var markers = history.Events.Where(e => e.EventType == EventType.MarkerRecorded)
            .Select(e => e.MarkerRecordedEventAttributes)
            .ToArray();
        Assert.All(markers, marker => Assert.Equal("core_local_activity", marker.MarkerName));
        Assert.Equal(
            [true, true, true],
            markers.Zip(["fetch", "tell", "fetch"], (marker, name) => marker.Details["data"].Payloads_[0].Data
                .ToStringUtf8().Contains($"\"activity_type\":\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_again()
    {
        var attempts = new List<int>();
        var result = await RunAsync(() => Workflow.RunStepAsync(
            "flaky",
            step =>
            {
                attempts.Add(step.Attempt);
                return step.Attempt < 3 ? throw new IOException("not yet") : Task.FromResult("done");
            },
            new() { RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1) } }));
        Assert.Equal("done", result);
        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact]
    public async Task The_code_of_a_step_cannot_use_the_workflow()
    {
        var reason = await ReasonAsync(RunAsync(() =>
            Workflow.RunStepAsync("clock", _ => Task.FromResult($"{Workflow.UtcNow}"), Once)));
        Assert.StartsWith("Not in workflow", reason.Message);
        Assert.Contains("clock is an activity or a step", reason.Message);
    }

    [Fact]
    public async Task Nothing_of_the_workflow_flows_into_a_step()
    {
        var local = new AsyncLocal<string>();
        Assert.Equal("nothing", await RunAsync(async () =>
        {
            local.Value = "the workflow's";
            return await Workflow.RunStepAsync("look", _ => Task.FromResult(local.Value ?? "nothing"));
        }));
    }

    [Fact]
    public async Task A_cancelled_workflow_cancels_its_step()
    {
        var started = new TaskCompletionSource();
        Stepping.Code = () => Workflow.RunStepAsync(
            "wait",
            async step =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, step.CancellationToken);
                return "never";
            },
            new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
        await using var worker = StartWorker(options => options.AddWorkflow<Stepping>());
        var handle = await Client.StartWorkflowAsync((Stepping w) => w.RunAsync(), Id());
        await SoonAsync(started.Task);
        await handle.CancelAsync();
        Assert.IsType<CanceledFailureException>(await ReasonAsync(handle.GetResultAsync()));
    }

    [Fact]
    public async Task A_step_takes_up_to_ten_seconds_unless_its_options_say_otherwise()
    {
        async Task<string> LimitAsync(LocalActivityOptions? options) => await RunAsync(() => Workflow.RunStepAsync(
            "look",
            _ => Task.FromResult(
                $"{Cairn.Activities.ActivityExecutionContext.Current.Info.StartToCloseTimeout?.TotalSeconds}"),
            options));

        Assert.Equal("10", await LimitAsync(null));
        Assert.Equal("10", await LimitAsync(Once));
        Assert.Equal("3", await LimitAsync(new() { StartToCloseTimeout = TimeSpan.FromSeconds(3) }));
        Assert.Null(Once.StartToCloseTimeout);
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("__temporal_x", "Step cannot have the name __temporal_x")]
    public async Task A_wrong_name_fails_the_task(string name, string part)
    {
        Stepping.Code = () => Workflow.RunStepAsync(name, _ => Task.FromResult("x"));
        await using var worker = StartWorker(options => options.AddWorkflow<Stepping>());
        await Client.StartWorkflowAsync((Stepping w) => w.RunAsync(), Id());
        Assert.Contains(part, await SoonAsync(TaskFailureAsync()));
    }

    [Fact]
    public async Task A_result_that_cannot_be_kept_is_refused_with_the_name_of_the_step()
    {
        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => RunAsync(async () =>
        {
            await Workflow.RunStepAsync("odd", _ => Task.FromResult<Func<int>>(() => 1), Once);
            return "never";
        }));
        Assert.Contains("The result of activity odd is of type System.Func", failed.ToString());
    }

    [Fact]
    public async Task A_step_that_returns_no_task_or_finds_no_services_fails_and_says_so()
    {
        var reason = await ReasonAsync(RunAsync(() => Workflow.RunStepAsync<string>("null", _ => null!, Once)));
        Assert.Equal("The code of step null returned null instead of a task", reason.Message);
        reason = await ReasonAsync(RunAsync(() =>
            Workflow.RunStepAsync("ask", step => Task.FromResult($"{step.Services}"), Once)));
        Assert.StartsWith("Step ask asks for services, but its worker has none", reason.Message);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_that_runs_when_its_worker_ends_is_cancelled_at_once_and_run_by_the_next(bool isSlow)
    {
        var began = new TaskCompletionSource();
        var attempts = new List<int>();
        Stepping.Code = () => Workflow.RunStepAsync(
            "long",
            async step =>
            {
                attempts.Add(step.Attempt);
                if (attempts.Count == 1)
                {
                    began.TrySetResult();
                    await Task.Delay(Timeout.Infinite, step.CancellationToken);
                }

                return "by the next worker";
            },
            new() { StartToCloseTimeout = TimeSpan.FromMinutes(5) });
        var options = Id();
        options.TaskTimeout = TimeSpan.FromMinutes(2);
        WorkflowHandle<Stepping, string> handle;
        await using (StartWorker(worker =>
        {
            worker.AddWorkflow<Stepping>();
            worker.GracefulShutdownTimeout = isSlow ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        }))
        {
            handle = await Client.StartWorkflowAsync((Stepping w) => w.RunAsync(), options);
            await began.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await using var next = StartWorker(worker => worker.AddWorkflow<Stepping>());
        Assert.Equal("by the next worker", await SoonAsync(handle.GetResultAsync()));
        Assert.Equal([1, 1], attempts);
        Assert.Single(
            (await handle.FetchHistoryAsync()).Events, e => e.EventType == EventType.MarkerRecorded);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_step_that_ends_within_the_graceful_timeout_of_its_worker_is_recorded()
    {
        var began = new TaskCompletionSource();
        var attempts = 0;
        Stepping.Code = () => Workflow.RunStepAsync(
            "polite",
            async step =>
            {
                attempts++;
                var stops = new TaskCompletionSource();
                using var stopping = ActivityExecutionContext.Current.WorkerShutdownToken.Register(stops.SetResult);
                began.SetResult();
                await stops.Task;
                await Task.Delay(TimeSpan.FromMilliseconds(50), step.CancellationToken);
                return "ended in time";
            },
            Once);
        WorkflowHandle<Stepping, string> handle;
        await using (StartWorker(worker =>
        {
            worker.AddWorkflow<Stepping>();
            worker.GracefulShutdownTimeout = TimeSpan.FromSeconds(30);
        }))
        {
            handle = await Client.StartWorkflowAsync((Stepping w) => w.RunAsync(), Id());
            await began.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("ended in time", await SoonAsync(handle.GetResultAsync()));
        Assert.Equal(1, attempts);
    }

    private async Task<string> RunAsync(Func<Task<string>> code)
    {
        Stepping.Code = code;
        await using var worker = StartWorker(options => options.AddWorkflow<Stepping>());
        var handle = await Client.StartWorkflowAsync(
            (Stepping w) => w.RunAsync(), Id(Guid.NewGuid().ToString()));
        return await SoonAsync(handle.GetResultAsync());
    }

    private static class Runs
    {
        public static List<string> All { get; set; } = [];

        public static Task<string> Add(string step, string result)
        {
            All.Add($"{step} {result}");
            return Task.FromResult(result);
        }
    }

    [Workflow]
    public class ThreeSteps
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string input)
        {
            var first = await Workflow.RunStepAsync("fetch", _ => Runs.Add("fetch", input + "1"));
            await Workflow.RunStepAsync("tell", Task (_) => Runs.Add("tell", first));
            await Workflow.DelayAsync(1);
            return first + " " + await Workflow.RunStepAsync("fetch", _ => Runs.Add("fetch", input + "2"));
        }
    }

    [Workflow]
    public class Stepping
    {
        private readonly Func<Task<string>> code = Code;

        public static Func<Task<string>> Code { get; set; } = null!;

        [WorkflowRun]
        public Task<string> RunAsync() => code();
    }
}
