using Cairn.Activities;
using Cairn.Api.Command.V1;
using Cairn.Common;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class ActivityDefaultsTests
{
    [Fact]
    public async Task A_call_without_options_runs_as_the_attributes_say()
    {
        var charge = await CommandOfAsync(() =>
            Workflow.ExecuteActivityAsync((IPayments payments) => payments.ChargeAsync("a", default)));
        Assert.Equal(TimeSpan.FromSeconds(30), charge.StartToCloseTimeout.ToTimeSpan());
        Assert.Equal(TimeSpan.FromMinutes(1), charge.HeartbeatTimeout.ToTimeSpan());
        Assert.Equal(5, charge.RetryPolicy.MaximumAttempts);
        Assert.Equal(["CardDeclined"], charge.RetryPolicy.NonRetryableErrorTypes);
        Assert.Equal("payments", charge.TaskQueue.Name);
        Assert.Single(charge.Input.Payloads_);
    }

    [Fact]
    public async Task Options_of_the_call_come_before_the_method_and_the_method_before_its_type()
    {
        var charge = await CommandOfAsync(() => Workflow.ExecuteActivityAsync(
            (IPayments payments) => payments.ChargeAsync("a", default),
            new() { StartToCloseTimeout = TimeSpan.FromSeconds(7), RetryPolicy = new() { MaximumAttempts = 2 } }));
        Assert.Equal(TimeSpan.FromSeconds(7), charge.StartToCloseTimeout.ToTimeSpan());
        Assert.Equal(TimeSpan.FromMinutes(1), charge.HeartbeatTimeout.ToTimeSpan());
        Assert.Equal(2, charge.RetryPolicy.MaximumAttempts);
        Assert.Empty(charge.RetryPolicy.NonRetryableErrorTypes);
        var refund = await CommandOfAsync(() =>
            Workflow.ExecuteActivityAsync((IPayments payments) => payments.RefundAsync("a")));
        Assert.Equal(TimeSpan.FromHours(1.5), refund.StartToCloseTimeout.ToTimeSpan());
        Assert.Equal(0, refund.RetryPolicy.MaximumAttempts);
    }

    [Fact]
    public async Task A_class_has_what_its_interface_says_unless_it_says_otherwise()
    {
        var charge = await CommandOfAsync(() =>
            Workflow.ExecuteActivityAsync((Payments payments) => payments.ChargeAsync("a", default)));
        Assert.Equal(TimeSpan.FromSeconds(30), charge.StartToCloseTimeout.ToTimeSpan());
        Assert.Equal(TimeSpan.FromMinutes(1), charge.HeartbeatTimeout.ToTimeSpan());
        Assert.Equal("elsewhere", charge.TaskQueue.Name);
    }

    [Fact]
    public async Task A_call_by_name_takes_the_attributes_of_an_activity_that_the_worker_runs()
    {
        var charge = await CommandOfAsync(
            () => Workflow.ExecuteActivityAsync("Charge", ["a"]),
            [.. ActivityDefinition.CreateAll(new Payments())]);
        Assert.Equal(TimeSpan.FromSeconds(30), charge.StartToCloseTimeout.ToTimeSpan());
        Assert.Equal("elsewhere", charge.TaskQueue.Name);
    }

    [Fact]
    public async Task A_call_by_name_of_an_unknown_activity_needs_a_timeout()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => CommandOfAsync(
            () => Workflow.ExecuteActivityAsync<string>("Charge", ["a"]), []));
        Assert.StartsWith("[CAIRN1002] Activity Charge", refused.Message);
    }

    [Fact]
    public async Task A_history_of_a_call_by_name_replays_where_no_activities_are_known()
    {
        var server = new FakeServer(nameof(Calls));
        Calls.Call.Value = () => Workflow.ExecuteActivityAsync("Charge", ["a"]);
        var handler = Handlers.Of([typeof(Calls)], activities: [.. ActivityDefinition.CreateAll(new Payments())]);
        await server.RunTaskAsync(handler);
        await server.Complete("1").RunTaskAsync(handler);
        Assert.Equal([["activity Charge"], ["complete "]], server.Tasks);
        var history = new WorkflowHistory("workflow", server.Events);
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<Calls>());
        var replayed = await replayer.ReplayWorkflowAsync(
            history, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(replayed.ReplayFailure);
        await Prefixes.ReplayAsync(
            server, () => Handlers.Of([typeof(Calls)], activities: [.. ActivityDefinition.CreateAll(new Payments())]));
    }

    [Fact]
    public async Task All_forms_of_calls_take_their_defaults()
    {
        Func<Task>[] calls =
        [
            () => Workflow.ExecuteActivityAsync(() => Forms.Tell()),
            () => Workflow.ExecuteActivityAsync(() => Forms.Add(1)),
            () => Workflow.ExecuteActivityAsync(() => Forms.TellAsync()),
            () => Workflow.ExecuteActivityAsync(() => Forms.AddAsync(1)),
            () => Workflow.ExecuteActivityAsync((Forms forms) => forms.Say()),
            () => Workflow.ExecuteActivityAsync((Forms forms) => forms.Count(1)),
            () => Workflow.ExecuteActivityAsync((Forms forms) => forms.SayAsync()),
            () => Workflow.ExecuteActivityAsync((Forms forms) => forms.CountAsync(1)),
            () => Workflow.ExecuteLocalActivityAsync(() => Forms.Tell()),
            () => Workflow.ExecuteLocalActivityAsync(() => Forms.Add(1)),
            () => Workflow.ExecuteLocalActivityAsync(() => Forms.TellAsync()),
            () => Workflow.ExecuteLocalActivityAsync(() => Forms.AddAsync(1)),
            () => Workflow.ExecuteLocalActivityAsync((Forms forms) => forms.Say()),
            () => Workflow.ExecuteLocalActivityAsync((Forms forms) => forms.Count(1)),
            () => Workflow.ExecuteLocalActivityAsync((Forms forms) => forms.SayAsync()),
            () => Workflow.ExecuteLocalActivityAsync((Forms forms) => forms.CountAsync(1)),
        ];
        Calls.Call.Value = () => Workflow.WhenAllAsync(calls.Select(call => call()).ToArray());
        var server = new FakeServer(nameof(Calls));
        var completed = await server.RunTaskAsync(Handlers.Of<Calls>());
        var activities = completed.Commands.Select(command => command.ScheduleActivityTaskCommandAttributes).ToArray();
        Assert.Equal(
            ["Tell", "Add", "Tell", "Add", "Say", "Count", "Say", "Count"],
            activities.Select(activity => activity.ActivityType.Name));
        Assert.All(activities, activity => Assert.Equal(3, activity.StartToCloseTimeout.Seconds));
    }

    [Theory]
    [InlineData(true, "cancel activity of 5")]
    [InlineData(false, null)]
    public async Task A_token_that_is_passed_to_the_activity_cancels_its_call(bool passes, string? command)
    {
        Calls.Call.Value = async () =>
        {
            using var source = new CancellationTokenSource();
            var token = passes ? source.Token : CancellationToken.None;
            var call = Workflow.ExecuteActivityAsync((IPayments payments) => payments.ChargeAsync("a", token));
            await Workflow.DelayAsync(1000);
            source.Cancel();
            await call;
        };
        var server = new FakeServer(nameof(Calls));
        var handler = Handlers.Of<Calls>();
        await server.RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal(["activity Charge", "timer 1"], server.Tasks[0]);
        Assert.Equal(command, server.Tasks[1].FirstOrDefault());
        await Prefixes.ReplayAsync(server, typeof(Calls));
    }

    [Theory]
    [InlineData(nameof(Wrong.Soon), "StartToClose of ActivityDefaults", " is \"soon\", but must be a time above zero")]
    [InlineData(nameof(Wrong.Days), "ScheduleToClose of", " is \"30\", but must be a time above zero")]
    [InlineData(nameof(Wrong.Zero), "Heartbeat of", " is \"00:00:00\", but must be a time above zero")]
    [InlineData(nameof(Wrong.Negative), "ScheduleToStart of", " is \"-00:01\", but must be a time above zero")]
    [InlineData(nameof(Wrong.Attempts), "MaxAttempts of", " is \"-1\", but must be 0 or more")]
    [InlineData(nameof(Wrong.Factor), "BackoffCoefficient of", " is \"0.5\", but must be 1 or more")]
    [InlineData(nameof(Wrong.Types), "NonRetryable of", " is \"A, \", but must be names of error types")]
    [InlineData(nameof(Wrong.Queue), "TaskQueue of", " is \" \", but must be a name")]
    public void A_wrong_value_is_refused_with_its_member(string method, string start, string end)
    {
        var info = typeof(Wrong).GetMethod(method)!;
        var refused = Assert.Throws<ArgumentException>(() => ActivityDefinition.Create(info, _ => null));
        Assert.StartsWith(start, refused.Message);
        Assert.Contains($"{typeof(Wrong)}.{method}{end}", refused.Message);
    }

    [Fact]
    public async Task A_wrong_value_of_a_type_is_refused_by_each_call()
    {
        for (var i = 0; i < 2; i++)
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => CommandOfAsync(() =>
                Workflow.ExecuteActivityAsync((IWrong wrong) => wrong.Run())));
            Assert.StartsWith($"MaxInterval of ActivityDefaults on {typeof(IWrong)} is \"x\"", refused.Message);
        }
    }

    // The first command of a workflow that makes the call; what the call throws is thrown here.
    private static async Task<ScheduleActivityTaskCommandAttributes> CommandOfAsync(
        Func<Task> call, ActivityDefinition[]? activities = null)
    {
        Exception? thrown = null;
        Calls.Call.Value = async () =>
        {
            try
            {
                await call();
            }
            catch (ArgumentException e)
            {
                thrown = e;
            }
        };
        var completed = await new FakeServer(nameof(Calls)).RunTaskAsync(
            Handlers.Of([typeof(Calls)], activities: activities));
        return thrown is null ? completed.Commands[0].ScheduleActivityTaskCommandAttributes : throw thrown;
    }

    [Workflow]
    public class Calls
    {
        public static readonly OptionTests.Holder Call = new();

        private readonly Func<Task> call = Call.Value!;

        [WorkflowRun]
        public Task RunAsync() => call();
    }

    [ActivityDefaults(StartToClose = "00:00:30", MaxAttempts = 5, TaskQueue = "payments")]
    public interface IPayments
    {
        [Activity]
        [ActivityDefaults(NonRetryable = ["CardDeclined"], Heartbeat = "00:01:00")]
        Task<string> ChargeAsync(string order, CancellationToken token);

        [Activity]
        [ActivityDefaults(StartToClose = "1:30", MaxAttempts = 0)]
        Task RefundAsync(string order);
    }

    [ActivityDefaults(TaskQueue = "elsewhere")]
    public class Payments : IPayments
    {
        [Activity]
        public Task<string> ChargeAsync(string order, CancellationToken token) => Task.FromResult(order);

        [Activity]
        public Task RefundAsync(string order) => Task.CompletedTask;
    }

    [ActivityDefaults(StartToClose = "00:00:03")]
    public class Forms
    {
        [Activity]
        public static void Tell()
        {
        }

        [Activity]
        public static int Add(int one) => one;

        [Activity]
        public static Task TellAsync() => Task.CompletedTask;

        [Activity]
        public static Task<int> AddAsync(int one) => Task.FromResult(one);

        [Activity]
        public void Say()
        {
        }

        [Activity]
        public int Count(int one) => one;

        [Activity]
        public Task SayAsync() => Task.CompletedTask;

        [Activity]
        public Task<int> CountAsync(int one) => Task.FromResult(one);
    }

    public class Wrong
    {
        [Activity]
        [ActivityDefaults(StartToClose = "soon")]
        public void Soon()
        {
        }

        [Activity]
        [ActivityDefaults(ScheduleToClose = "30")]
        public void Days()
        {
        }

        [Activity]
        [ActivityDefaults(Heartbeat = "00:00:00")]
        public void Zero()
        {
        }

        [Activity]
        [ActivityDefaults(ScheduleToStart = "-00:01")]
        public void Negative()
        {
        }

        [Activity]
        [ActivityDefaults(MaxAttempts = -1)]
        public void Attempts()
        {
        }

        [Activity]
        [ActivityDefaults(BackoffCoefficient = 0.5F)]
        public void Factor()
        {
        }

        [Activity]
        [ActivityDefaults(NonRetryable = ["A", ""])]
        public void Types()
        {
        }

        [Activity]
        [ActivityDefaults(TaskQueue = " ")]
        public void Queue()
        {
        }
    }

    [ActivityDefaults(MaxInterval = "x")]
    public interface IWrong
    {
        [Activity]
        [ActivityDefaults(StartToClose = "00:01")]
        void Run();
    }
}
