using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>What a program that was written for Temporal's .NET SDK meets.</summary>
public sealed class MigrationTests : EngineTest
{
    [Fact]
    public async Task A_child_that_is_already_started_is_told_by_its_own_type_and_by_its_name_to_callers()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<StartsChild>().AddWorkflow<Flows.Waits>());
        await Client.StartWorkflowAsync((Flows.Waits w) => w.RunAsync(), Id("taken"));
        Assert.Equal(
            "WorkflowAlreadyStartedException: Child workflow already started",
            await Client.ExecuteWorkflowAsync((StartsChild w) => w.RunAsync("taken", true), Id("a")));
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(
            () => Client.ExecuteWorkflowAsync((StartsChild w) => w.RunAsync("taken", false), Id("b")));
        Assert.Equal(
            nameof(WorkflowAlreadyStartedException),
            Assert.IsType<ApplicationFailureException>(failure.InnerException).ErrorType);
    }

    [Theory]
    [InlineData("StartToClose", "MaximumAttemptsReached StartToClose")]
    [InlineData("ScheduleToClose", "Timeout ScheduleToClose")]
    public async Task A_local_activity_that_times_out_says_why_it_is_not_tried_again(string timeout, string expected)
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<TimesOut>().AddAllActivities(new Values()));
        Assert.Equal(expected, await Client.ExecuteWorkflowAsync((TimesOut w) => w.RunAsync(timeout), Id()));
    }

    [Fact]
    public async Task A_heartbeat_with_a_value_that_cannot_be_converted_throws_where_it_is_called()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<Calls>().AddAllActivities(new Values()));
        Assert.StartsWith(
            "[CAIRN1003] Argument 1 of the details is of type System.Action, which cannot be converted",
            await CallAsync("Heartbeat"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Defaults", "1 b 7", 1)]
    [InlineData("Defaults", "1 x 7", 1, "x")]
    [InlineData("Defaults", "1 x 3", 1, "x", 3, 4)]
    [InlineData("Defaults", "Argument 2 of activity Defaults is no System.String", 1, 2, 3, 4)]
    [InlineData("Params", "1: a b", 1, new[] { "a", "b" })]
    [InlineData("Params", "Activity Params", 1)]
    [InlineData("Params", "Argument 2 of activity Params is no System.String[]", 1, "a", "b")]
    public async Task Arguments_of_activities_by_name_are_matched_by_place_with_defaults_and_arrays_for_params(
        string activity, string expected, params object?[] args)
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<Calls>().AddAllActivities(new Values()));
        Assert.StartsWith(expected, await CallAsync(activity, args), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lambda_may_call_params_as_any_call_does()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<CallsParams>().AddAllActivities(new Values()));
        Assert.Equal("1: x y", await Client.ExecuteWorkflowAsync((CallsParams w) => w.RunAsync(), Id()));
    }

    [Fact]
    public async Task No_result_can_be_asked_for_as_the_empty_tuple()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<Nothings>().AddAllActivities(new Values()));
        var handle = await Client.StartWorkflowAsync(nameof(Nothings), [], Id());
        Assert.Equal(default, await handle.ExecuteUpdateAsync<ValueTuple>("End", []));
        Assert.Equal(default, await handle.GetResultAsync<ValueTuple>());
    }

    [Fact]
    public async Task A_description_says_whether_any_worker_polls_for_the_task_that_waits()
    {
        var handle = await Client.StartWorkflowAsync((Flows.Waits w) => w.RunAsync(), Id());
        var alone = await handle.DescribeAsync();
        Assert.Empty(alone.PendingWorkflowTask!.Pollers!);

        await using (StartWorker(options => options.AddWorkflow<Flows.Waits>()))
        {
            while ((await handle.DescribeAsync()).PendingWorkflowTask is not null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
        }

        await handle.SignalAsync("Anything", []);
        var left = await handle.DescribeAsync();
        Assert.Equal([Client.Connection.Options.Identity], left.PendingWorkflowTask!.Pollers);
    }

    private Task<string> CallAsync(string activity, params object?[] args) =>
        Client.ExecuteWorkflowAsync((Calls w) => w.RunAsync(activity, args), Id());

    public sealed class Values
    {
        [Activity]
        public static string Defaults(int a, string b = "b", int c = 7) => $"{a} {b} {c}";

        [Activity]
        public static string Params(int a, params string[] more) => $"{a}: {string.Join(' ', more)}";

        [Activity]
        public static void Nothing()
        {
        }

        [Activity]
        public static string Heartbeat()
        {
            try
            {
                ActivityExecutionContext.Current.Heartbeat((Action)GC.Collect);
                return "taken";
            }
            catch (ArgumentException e)
            {
                return e.Message;
            }
        }

        [Activity]
        public static Task WaitAsync() =>
            Task.Delay(Timeout.InfiniteTimeSpan, ActivityExecutionContext.Current.CancellationToken);
    }

    [Workflow]
    public class StartsChild
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string id, bool catches)
        {
            try
            {
                await Workflow.StartChildWorkflowAsync((Flows.Waits w) => w.RunAsync(), new() { Id = id });
                return "started";
            }
            catch (FailureException e) when (catches)
            {
                return $"{e.GetType().Name}: {e.Message}";
            }
        }
    }

    [Workflow]
    public class TimesOut
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string timeout)
        {
            var limit = TimeSpan.FromMilliseconds(50);
            try
            {
                await Workflow.ExecuteLocalActivityAsync(
                    () => Values.WaitAsync(),
                    new()
                    {
                        StartToCloseTimeout = timeout == "StartToClose" ? limit : null,
                        ScheduleToCloseTimeout = timeout == "ScheduleToClose" ? limit : null,
                        RetryPolicy = new() { MaximumAttempts = 1 },
                    });
                return "ended";
            }
            catch (ActivityFailureException e) when (e.InnerException is TimeoutFailureException inner)
            {
                return $"{e.RetryState} {inner.TimeoutType}";
            }
        }
    }

    [Workflow]
    public class Calls
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string activity, object?[] args)
        {
            try
            {
                return await Workflow.ExecuteActivityAsync<string>(
                    activity,
                    args,
                    new()
                    {
                        StartToCloseTimeout = TimeSpan.FromSeconds(30),
                        RetryPolicy = new() { MaximumAttempts = 1 },
                    });
            }
            catch (ActivityFailureException e)
            {
                return e.InnerException!.Message;
            }
        }
    }

    [Workflow]
    public class CallsParams
    {
        [WorkflowRun]
        public Task<string> RunAsync() =>
            Workflow.ExecuteActivityAsync(() => Values.Params(1, "x", "y"), Acts.Options);
    }

    [Workflow]
    public class Nothings
    {
        private bool isOver;

        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.ExecuteActivityAsync<ValueTuple>("Nothing", [], Acts.Options);
            await Workflow.WaitConditionAsync(() => isOver);
        }

        [WorkflowUpdate]
        public Task EndAsync()
        {
            isOver = true;
            return Task.CompletedTask;
        }
    }
}
