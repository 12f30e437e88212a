using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Worker;

public class ActivityWorkerTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task An_activity_gets_its_arguments_and_its_result_is_reported()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("add")] (int a, int b) => a + b));
        server.Offer("add", 2, 3);
        var report = await server.Fake.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Equal(("token-1", "me", "default", "5"), (
            report.TaskToken.ToStringUtf8(),
            report.Identity,
            report.Namespace,
            report.Result.Payloads_[0].Data.ToStringUtf8()));
    }

    [Fact]
    public async Task An_activity_without_a_result_reports_null()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("void")] () => Task.CompletedTask));
        server.Offer("void");
        Assert.Null(await server.ResultAsync<object?>());
    }

    [Fact]
    public async Task Missing_arguments_take_their_defaults_and_surplus_ones_are_dropped()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity(WithDefaults));
        server.Offer("defaults", "a");
        Assert.Equal("a 7 Saturday 00:00:00", await server.ResultAsync<string>());
        server.Offer("defaults", "a", 1, DayOfWeek.Monday, TimeSpan.FromHours(1), "surplus");
        Assert.Equal("a 1 Monday 01:00:00", await server.ResultAsync<string>());
    }

    [Fact]
    public async Task A_missing_required_argument_fails_the_attempt_clearly()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity(WithDefaults));
        server.Offer("defaults");
        var failure = Assert.IsType<ApplicationFailureException>(await server.FailureAsync());
        Assert.Equal("Activity defaults needs 1 arguments, got 0", failure.Message);
    }

    [Fact]
    public async Task An_argument_of_the_wrong_type_fails_the_attempt_clearly()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("add")] (int a, int b) => a + b));
        server.Offer("add", 2, "three");
        var failure = Assert.IsType<ApplicationFailureException>(await server.FailureAsync());
        Assert.StartsWith("Argument 2 of activity add is no System.Int32", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.NonRetryable);
    }

    [Fact]
    public async Task An_unknown_activity_fails_the_attempt_and_names_the_known_ones()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("b")] () => 1).AddActivity([Activity("a")] () => 1));
        server.Offer("c");
        var failure = Assert.IsType<ApplicationFailureException>(await server.FailureAsync());
        Assert.Equal("NotFoundError", failure.ErrorType);
        Assert.Equal(
            "Activity c is not registered on this worker, available activities: a, b", failure.Message);
    }

    [Fact]
    public async Task A_dynamic_activity_takes_the_rest_as_it_came()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity(Dynamic = true)] (IRawValue[] args) =>
            $"{ActivityExecutionContext.Current.Info.ActivityType} {args.Length}"));
        server.Offer("whatever", 1, 2);
        Assert.Equal("whatever 2", await server.ResultAsync<string>());
    }

    [Fact]
    public async Task An_activity_knows_what_it_is()
    {
        await using var server = new ActivityServer();
        ActivityInfo? info = null;
        server.Run(o => o.AddActivity([Activity("who")] async () =>
        {
            await Task.Yield();
            info = ActivityExecutionContext.Current.Info;
            Assert.Same(ActivityExecutionContext.Current.PayloadConverter, info.DataConverter.PayloadConverter);
            return await info.HeartbeatDetailAtAsync<string>(1);
        }));
        server.Offer("who", task =>
        {
            task.Attempt = 3;
            task.HeartbeatDetails = new()
            {
                Payloads_ = { DataConverter.Default.PayloadConverter.ToPayloads([1, "cursor"]) },
            };
            task.HeartbeatTimeout = new() { Seconds = 9 };
        });
        Assert.Equal("cursor", await server.ResultAsync<string>());
        Assert.Equal(("1", "who", 3, "q", "w", "r"), (
            info!.ActivityId, info.ActivityType, info.Attempt, info.TaskQueue, info.WorkflowId, info.WorkflowRunId));
        Assert.Equal(TimeSpan.FromSeconds(9), info.HeartbeatTimeout);
        Assert.Null(info.StartToCloseTimeout);
        Assert.False(ActivityExecutionContext.HasCurrent);
        Assert.Throws<InvalidOperationException>(() => ActivityExecutionContext.Current);
    }

    [Fact]
    public async Task Attempts_do_not_see_the_async_locals_of_the_starter_or_of_each_other()
    {
        Ambient.Value = "starter";
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("peek")] () =>
        {
            var seen = Ambient.Value;
            Ambient.Value = "attempt";
            return seen;
        }));
        server.Offer("peek");
        Assert.Null(await server.ResultAsync<string?>());
        server.Offer("peek");
        Assert.Null(await server.ResultAsync<string?>());
    }

    [Fact]
    public async Task A_plain_exception_is_reported_with_its_type_and_its_cause()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("fails")] int () =>
            throw new InvalidOperationException("broken", new ArgumentException("because"))));
        server.Offer("fails");
        var failure = Assert.IsType<ApplicationFailureException>(await server.FailureAsync());
        Assert.Equal(("InvalidOperationException", "broken"), (failure.ErrorType, failure.Message));
        Assert.Equal("because", failure.InnerException!.Message);
    }

    [Fact]
    public async Task A_failure_that_is_no_application_failure_becomes_the_cause_of_one()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity(
            [Activity("fails")] int () => throw new CanceledFailureException("not asked for")));
        server.Offer("fails");
        var failure = Assert.IsType<ApplicationFailureException>(await server.FailureAsync());
        Assert.Equal("CanceledFailureException", failure.ErrorType);
        Assert.IsType<CanceledFailureException>(failure.InnerException);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("fails")] int () => throw new OperationCanceledException("own")));
        server.Offer("fails");
        Assert.Equal(
            "OperationCanceledException",
            Assert.IsType<ApplicationFailureException>(await server.FailureAsync()).ErrorType);
    }

    [Fact]
    public async Task An_activity_that_completes_elsewhere_reports_nothing()
    {
        await using var server = new ActivityServer();
        server.Run(o => o
            .AddActivity([Activity("later")] int () => throw new CompleteAsyncException())
            .AddActivity([Activity("now")] () => 1));
        server.Offer("later");
        server.Offer("now");
        var report = await server.Fake.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Equal("token-2", report.TaskToken.ToStringUtf8());
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Running);
        Assert.Empty(server.Fake.Rest<RespondActivityTaskCompletedRequest>());
        Assert.Empty(server.Fake.Rest<RespondActivityTaskFailedRequest>());
    }

    [Fact]
    public async Task No_more_run_at_once_than_there_are_slots()
    {
        await using var server = new ActivityServer();
        var gate = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        server.Run(o =>
        {
            o.MaxConcurrentActivities = 2;
            o.AddActivity([Activity("wait")] async () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await gate.Task;
                Interlocked.Decrement(ref running);
            });
        });
        for (var i = 0; i < 6; i++)
        {
            server.Offer("wait");
        }

        // Two polls brought two tasks; a third poll would mean a third slot.
        await server.Fake.NextAsync<PollActivityTaskQueueRequest>();
        await server.Fake.NextAsync<PollActivityTaskQueueRequest>();
        gate.SetResult();
        for (var i = 0; i < 6; i++)
        {
            await server.Fake.NextAsync<RespondActivityTaskCompletedRequest>();
        }

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Codecs_are_applied_to_arguments_results_and_failures()
    {
        await using var server = new ActivityServer();
        server.Converter = DataConverter.Default with { PayloadCodec = new Converters.ReversingCodec() };
        server.Run(o => o
            .AddActivity([Activity("echo")] (string text) => text)
            .AddActivity(
                [Activity("fails")] int () => throw new ApplicationFailureException("x", details: ["secret"])));
        var encoded = await server.Converter.ToPayloadAsync("secret");
        server.Offer("echo", task => task.Input.Payloads_[0] = encoded, "replaced");
        var report = await server.Fake.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.True(Converters.ReversingCodec.Made(report.Result.Payloads_[0]));
        Assert.Equal("secret", await server.Converter.ToValueAsync<string>(report.Result.Payloads_[0]));
        server.Offer("fails");
        var failed = await server.Fake.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.True(Converters.ReversingCodec.Made(failed.Failure.ApplicationFailureInfo.Details.Payloads_[0]));
    }

    [Fact]
    public async Task Polls_say_who_asks_for_which_queue_and_have_a_deadline()
    {
        await using var server = new ActivityServer();
        server.Run(o => o.AddActivity([Activity("x")] () => 1));
        var poll = await server.Fake.NextAsync<PollActivityTaskQueueRequest>();
        Assert.Equal(("default", "q", TaskQueueKind.Normal, "me"),
            (poll.Namespace, poll.TaskQueue.Name, poll.TaskQueue.Kind, poll.Identity));
        Assert.NotEmpty(poll.WorkerInstanceKey);
    }

    [Activity("defaults")]
    private static string WithDefaults(
        string a, int b = 7, DayOfWeek day = DayOfWeek.Saturday, TimeSpan span = default) => $"{a} {b} {day} {span}";
}
