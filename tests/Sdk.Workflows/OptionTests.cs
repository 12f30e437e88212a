using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class OptionTests
{
    private static readonly TimeSpan Negative = TimeSpan.FromSeconds(-1);

    public static TheoryData<string, Func<Task>> Wrong => new()
    {
        { "delay", () => Workflow.DelayAsync(Negative) },
        { "delay", () => Workflow.DelayWithOptionsAsync(new(Negative)) },
        { "timeout", () => Workflow.WaitConditionAsync(() => false, Negative) },
        { "timeout", () => Workflow.WaitConditionWithOptionsAsync(new(() => false, Negative)) },
        { "timeout", WaitForSemaphoreAsync },
        { "dueTime", () => Call(() => Workflow.TimeProvider.CreateTimer(_ => { }, null, Negative, Negative)) },
        { "period", () => Call(() => Workflow.TimeProvider.CreateTimer(_ => { }, null, default, Negative)) },
        { "ScheduleToCloseTimeout", () => ActivityAsync(o => o.ScheduleToCloseTimeout = Negative) },
        { "ScheduleToStartTimeout", () => ActivityAsync(o => o.ScheduleToStartTimeout = Negative) },
        { "StartToCloseTimeout", () => ActivityAsync(o => o.StartToCloseTimeout = Timeout.InfiniteTimeSpan) },
        { "HeartbeatTimeout", () => ActivityAsync(o => o.HeartbeatTimeout = Negative) },
        { "CancellationType", () => ActivityAsync(o => o.CancellationType = (ActivityCancellationType)77) },
        { "MaximumAttempts", () => ActivityAsync(o => o.RetryPolicy = new() { MaximumAttempts = -1 }) },
        { "LocalRetryThreshold", () => LocalActivityAsync(o => o.LocalRetryThreshold = Negative) },
        { "CancellationType", () => LocalActivityAsync(o => o.CancellationType = (ActivityCancellationType)77) },
        { "ExecutionTimeout", () => ChildAsync(o => o.ExecutionTimeout = Negative) },
        { "RunTimeout", () => ChildAsync(o => o.RunTimeout = Negative) },
        { "TaskTimeout", () => ChildAsync(o => o.TaskTimeout = Negative) },
        { "CancellationType", () => ChildAsync(o => o.CancellationType = (ChildWorkflowCancellationType)77) },
        { "ParentClosePolicy", () => ChildAsync(o => o.ParentClosePolicy = (ParentClosePolicy)77) },
        { "IdReusePolicy", () => ChildAsync(o => o.IdReusePolicy = (Cairn.Api.Enums.V1.WorkflowIdReusePolicy)77) },
        { "RunTimeout", () => GoOn(new() { RunTimeout = Negative }) },
        { "TaskTimeout", () => GoOn(new() { TaskTimeout = Negative }) },
        { "BackoffStartInterval", () => GoOn(new() { BackoffStartInterval = Negative }) },
        {
            "CompensationTimeout",
            () => Saga.RunAsync(_ => Task.CompletedTask, new() { CompensationTimeout = Negative })
        },
        { "timeout", () => Workflow.RunDetachedAsync(() => Task.CompletedTask, Negative) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_option_out_of_range_is_refused_at_the_call_by_name(string option, Func<Task> call)
    {
        Tries.Call.Value = call;
        var server = new FakeServer(nameof(Tries));
        await server.RunTaskAsync(Handlers.Of<Tries>());
        Assert.Equal([$"complete \"{option}\""], server.Tasks[0]);
    }

    [Fact]
    public async Task The_longest_times_are_taken()
    {
        var server = new FakeServer(nameof(WaitsLong));
        await server.RunTaskAsync(Handlers.Of<WaitsLong>());
        Assert.Equal(["timer 1", "timer 2", "activity A", "timer 3"], server.Tasks[0]);
    }

    private static async Task WaitForSemaphoreAsync()
    {
        var semaphore = new Cairn.Workflows.Semaphore(1);
        await semaphore.WaitAsync();
        await semaphore.WaitAsync(Negative);
    }

    private static Task Call(Func<object> function)
    {
        _ = function();
        return Task.CompletedTask;
    }

    private static Task ActivityAsync(Action<ActivityOptions> change)
    {
        var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromSeconds(1) };
        change(options);
        return Workflow.ExecuteActivityAsync("A", [], options);
    }

    private static Task LocalActivityAsync(Action<LocalActivityOptions> change)
    {
        var options = new LocalActivityOptions { StartToCloseTimeout = TimeSpan.FromSeconds(1) };
        change(options);
        return Workflow.ExecuteLocalActivityAsync("A", [], options);
    }

    private static Task<ChildWorkflowHandle> ChildAsync(Action<ChildWorkflowOptions> change)
    {
        var options = new ChildWorkflowOptions();
        change(options);
        return Workflow.StartChildWorkflowAsync("C", [], options);
    }

    private static Task GoOn(ContinueAsNewOptions options) =>
        throw Workflow.CreateContinueAsNewException("W", [], options);

    [Workflow]
    public class Tries
    {
        public static readonly Holder Call = new();

        [WorkflowRun]
        public async Task<string?> RunAsync()
        {
            try
            {
                await Call.Value!();
                return "taken";
            }
            catch (ArgumentOutOfRangeException e)
            {
                return e.ParamName;
            }
        }
    }

    public sealed class Holder
    {
        public Func<Task>? Value { get; set; }
    }

    [Workflow]
    public class WaitsLong
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var longest = TimeSpan.MaxValue;
            var delay = Workflow.DelayAsync(longest);
            var condition = Workflow.WaitConditionAsync(() => false, longest);
            await using var timer = Workflow.TimeProvider.CreateTimer(_ => { }, null, longest, TimeSpan.Zero);
            var activity = Workflow.ExecuteActivityAsync("A", [], new() { ScheduleToCloseTimeout = longest });
            await Workflow.WhenAllAsync(delay, condition, activity);
        }
    }
}
