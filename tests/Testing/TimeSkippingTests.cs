using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

public class TimeSkippingTests
{
    [Fact]
    public async Task A_workflow_that_sleeps_a_year_ends()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());
        var before = await env.GetCurrentTimeAsync();

        var slept = await worker.RunAsync(() => env.Client.ExecuteWorkflowAsync(
            (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(365)), new("sleep", "q")));

        Assert.InRange(slept, TimeSpan.FromDays(365), TimeSpan.FromDays(365.1));
        Assert.True(await env.GetCurrentTimeAsync() - before >= TimeSpan.FromDays(365));
        Assert.True(env.SupportsTimeSkipping);
    }

    [Fact]
    public async Task The_result_of_a_workflow_that_ended_long_ago_is_still_there()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());
        var slept = await worker.RunAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync(
                (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(1)), new("sleep", "q"));
            await env.DelayAsync(TimeSpan.FromDays(60), TestContext.Current.CancellationToken);
            return await handle.GetResultAsync();
        });

        Assert.InRange(slept, TimeSpan.FromDays(1), TimeSpan.FromDays(1.1));
    }

    [Fact]
    public async Task A_month_with_activities_retries_and_a_signal_ends()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(
            new() { ReplayEveryWorkflowTask = true });
        using var worker = new CairnWorker(
            env.Client,
            new CairnWorkerOptions("q").AddWorkflow<MonthFlow>().AddAllActivities(new FlakyActs()));

        var result = await worker.RunAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((MonthFlow flow) => flow.RunAsync(), new("month", "q"));
            await env.DelayAsync(TimeSpan.FromDays(10.5), TestContext.Current.CancellationToken);
            Assert.Equal(11, await handle.QueryAsync(flow => flow.Days()));
            await handle.SignalAsync(flow => flow.ApproveAsync("ann"));
            return await handle.GetResultAsync();
        });

        Assert.Equal("30 charged 30 ann", result);
    }

    [Fact]
    public async Task Many_environments_skip_time_at_once_and_apart()
    {
        await Task.WhenAll(Enumerable.Range(1, 16).Select(async days =>
        {
            await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
            using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());
            var before = await env.GetCurrentTimeAsync();
            await worker.RunAsync(() => env.Client.ExecuteWorkflowAsync(
                (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(days)), new("sleep", "q")));
            var passed = await env.GetCurrentTimeAsync() - before;
            Assert.InRange(passed, TimeSpan.FromDays(days), TimeSpan.FromDays(days + 0.9));
        }));
    }

    [Fact]
    public async Task Time_stands_while_nothing_is_awaited_and_where_skipping_is_disabled()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(
            env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>().AddWorkflow<WaitFlow>());
        var before = await env.GetCurrentTimeAsync();

        await worker.RunAsync(async () =>
        {
            await env.Client.StartWorkflowAsync(
                (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(9)), new("sleep", "q"));
            var waiting = await env.Client.StartWorkflowAsync((WaitFlow flow) => flow.RunAsync(), new("wait", "q"));
            await env.WithAutoTimeSkippingDisabledAsync(async () =>
            {
                var result = waiting.GetResultAsync();
                await waiting.SignalAsync(flow => flow.FinishAsync());
                await result;
            });
        });

        Assert.True(await env.GetCurrentTimeAsync() - before < TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Time_is_skipped_while_the_result_of_an_update_is_awaited()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<WaitFlow>());

        await worker.RunAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((WaitFlow flow) => flow.RunAsync(), new("wait", "q"));
            Assert.Equal("slept", await handle.ExecuteUpdateAsync(flow => flow.SleepAsync(TimeSpan.FromDays(40))));
        });
    }

    [Fact]
    public async Task An_activity_that_runs_holds_time()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        var isRunning = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource<string>();
        using var worker = new CairnWorker(
            env.Client,
            new CairnWorkerOptions("q").AddWorkflow<CallFlow>().ReplaceActivity("Call", (string _) =>
            {
                isRunning.SetResult();
                return mayEnd.Task;
            }));
        var before = await env.GetCurrentTimeAsync();

        await worker.RunAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync(
                (CallFlow flow) => flow.RunAsync(new("x", TimeSpan.FromDays(3), null, null, null)), new("call", "q"));
            var result = handle.GetResultAsync();
            await isRunning.Task;
            Assert.True(await env.GetCurrentTimeAsync() - before < TimeSpan.FromDays(1));
            mayEnd.SetResult("done");
            Assert.Equal("done", await result);
        });
    }

    [Fact]
    public async Task An_activity_that_no_worker_takes_times_out()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(
            new() { IdleTimeout = TimeSpan.FromMilliseconds(200) });
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<CallFlow>());

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync(
                (CallFlow flow) => flow.RunAsync(new("x", null, null, TimeSpan.FromDays(2), "elsewhere")),
                new("call", "q"))));

        Assert.IsType<TimeoutFailureException>(failure.InnerException?.InnerException);
    }

    [Fact]
    public async Task An_activity_that_stops_to_report_times_out()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(
            env.Client,
            new CairnWorkerOptions("q").AddWorkflow<CallFlow>().ReplaceActivity(
                "Call", (string _) => Task.FromException<string>(new Activities.CompleteAsyncException())));

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync(
                (CallFlow flow) => flow.RunAsync(new("x", null, TimeSpan.FromMilliseconds(300), null, null)),
                new("call", "q"))));

        var timeout = Assert.IsType<TimeoutFailureException>(failure.InnerException?.InnerException);
        Assert.Equal(Api.Enums.V1.TimeoutType.Heartbeat, timeout.TimeoutType);
    }

    [Fact]
    public async Task A_schedule_runs_on_skipped_time()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());

        await worker.RunAsync(async () =>
        {
            var schedule = await env.Client.CreateScheduleAsync("daily", new(
                Client.Schedules.ScheduleActionStartWorkflow.Create(
                    (SleepFlow flow) => flow.RunAsync(TimeSpan.FromHours(1)), new("scheduled", "q")),
                new() { Intervals = [new(TimeSpan.FromDays(1))] }));
            await env.DelayAsync(TimeSpan.FromDays(5), TestContext.Current.CancellationToken);
            Assert.Equal(5, (await schedule.DescribeAsync()).Info.NumActions);
        });
    }

    [Fact]
    public async Task A_workflow_beside_a_schedule_that_never_ends_is_reported()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(
            new() { SkipLimit = TimeSpan.FromDays(9) });
        using var worker = new CairnWorker(
            env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>().AddWorkflow<WaitFlow>());

        var error = await Assert.ThrowsAsync<TimeoutException>(() => worker.RunAsync(async () =>
        {
            await env.Client.CreateScheduleAsync("daily", new(
                Client.Schedules.ScheduleActionStartWorkflow.Create(
                    (SleepFlow flow) => flow.RunAsync(TimeSpan.FromHours(1)), new("scheduled", "q")),
                new() { Intervals = [new(TimeSpan.FromDays(1))] }));
            await env.Client.ExecuteWorkflowAsync((WaitFlow flow) => flow.RunAsync(), new("wait", "q"));
        }));

        Assert.Contains("SkipLimit", error.Message, StringComparison.Ordinal);
    }
}
