using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>The order of commands is the surface that histories are compared at: these must never change.</summary>
public class CommandOrderTests
{
    private static readonly ActivityOptions Minute = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task Commands_come_in_the_order_of_the_calls()
    {
        var server = new FakeServer(nameof(FanOut));
        await server.RunTaskAsync(Handlers.Of<FanOut>());
        Assert.Equal(["activity A", "timer 1", "activity B"], server.Tasks[0]);
    }

    [Fact]
    public async Task A_cancellation_goes_to_pending_timers_in_reverse_order()
    {
        var server = new FakeServer(nameof(ThreeTimers));
        var handler = Handlers.Of<ThreeTimers>();
        await server.RunTaskAsync(handler);
        await server.RequestCancel().RunTaskAsync(handler);
        Assert.Equal(["timer 1", "timer 2", "timer 3"], server.Tasks[0]);
        Assert.Equal(["cancel timer 3", "cancel timer 2", "cancel timer 1", "cancelled"], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(ThreeTimers));
    }

    [Fact]
    public async Task The_timer_of_a_condition_starts_after_what_is_called_on_the_next_line()
    {
        var server = new FakeServer(nameof(ConditionThenActivity));
        var handler = Handlers.Of<ConditionThenActivity>();
        await server.RunTaskAsync(handler);
        Assert.Equal(["activity A", "timer 1"], server.Tasks[0]);
        await server.Signal("Go").RunTaskAsync(handler);
        Assert.Equal(["cancel timer 1"], server.Tasks[1]);
        await server.Complete("1").RunTaskAsync(handler);
        Assert.Equal(["complete true"], server.Tasks[2]);
        await Prefixes.ReplayAsync(server, typeof(ConditionThenActivity));
    }

    [Fact]
    public async Task A_condition_that_holds_at_once_leaves_no_timer()
    {
        var server = new FakeServer(nameof(ConditionAtOnce));
        await server.RunTaskAsync(Handlers.Of<ConditionAtOnce>());
        Assert.Equal(["complete true"], server.Tasks[0]);
    }

    [Fact]
    public async Task Only_the_first_condition_that_holds_is_settled_before_code_runs_on()
    {
        var server = new FakeServer(nameof(TwoConditions));
        await server.RunTaskAsync(Handlers.Of<TwoConditions>());
        Assert.Equal(["complete \"first first-again second\""], server.Tasks[0]);
    }

    [Fact]
    public async Task Handlers_of_the_first_task_run_before_the_workflow()
    {
        var server = new FakeServer(nameof(SignalFirst));
        await server.Signal("Note", "a").Signal("Note", "b").RunTaskAsync(Handlers.Of<SignalFirst>());
        Assert.Equal(["complete \"a b run\""], server.Tasks[0]);
    }

    [Fact]
    public async Task A_cancelled_call_ends_after_all_else_of_the_activation_has_run()
    {
        var server = new FakeServer(nameof(CancelOneActivity));
        var handler = Handlers.Of<CancelOneActivity>();
        await server.RunTaskAsync(handler);
        await server.Signal("Stop").RunTaskAsync(handler);
        Assert.Equal(["cancel activity of 5", "timer 1", "activity after"], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(CancelOneActivity));
    }

    [Fact]
    public async Task A_timer_of_no_length_takes_a_millisecond_and_one_without_end_is_none()
    {
        var server = new FakeServer(nameof(OddTimers));
        var completed = await server.RunTaskAsync(Handlers.Of<OddTimers>());
        var timer = Assert.Single(completed.Commands).StartTimerCommandAttributes;
        Assert.Equal(TimeSpan.FromMilliseconds(1), timer.StartToFireTimeout.ToTimeSpan());
    }

    [Fact]
    public async Task A_call_under_a_cancelled_token_asks_for_nothing()
    {
        var server = new FakeServer(nameof(CancelledBefore));
        await server.RunTaskAsync(Handlers.Of<CancelledBefore>());
        Assert.Equal(["complete \"CanceledFailureException TaskCanceledException\""], server.Tasks[0]);
    }

    [Fact]
    public async Task A_semaphore_lets_in_first_come_first_served()
    {
        var server = new FakeServer(nameof(Queueing));
        var handler = Handlers.Of<Queueing>();
        await server.RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        await server.FireTimer("2").RunTaskAsync(handler);
        await server.FireTimer("3").RunTaskAsync(handler);
        Assert.Equal([["timer 1"], ["timer 2"], ["timer 3"], ["complete \"1 2 3\""]], server.Tasks);
        await Prefixes.ReplayAsync(server, typeof(Queueing));
    }

    [Fact]
    public async Task The_first_of_several_tasks_wins()
    {
        var server = new FakeServer(nameof(Race));
        var handler = Handlers.Of<Race>();
        await server.RunTaskAsync(handler);
        await server.Complete("1", "done").RunTaskAsync(handler);
        Assert.Equal(["cancel timer 1", "complete \"done\""], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(Race));
    }

    [Workflow]
    public class FanOut
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var a = Workflow.ExecuteActivityAsync("A", [], Minute);
            var timer = Workflow.DelayAsync(1000);
            var b = Workflow.ExecuteActivityAsync("B", [], Minute);
            await Workflow.WhenAllAsync(a, timer, b);
        }
    }

    [Workflow]
    public class ThreeTimers
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WhenAllAsync(
            Workflow.DelayAsync(1000), Workflow.DelayAsync(2000), Workflow.DelayAsync(3000));
    }

    [Workflow]
    public class ConditionThenActivity
    {
        private bool go;

        [WorkflowRun]
        public async Task<bool> RunAsync()
        {
            var condition = Workflow.WaitConditionAsync(() => go, TimeSpan.FromHours(1));
            await Workflow.ExecuteActivityAsync("A", [], Minute);
            return await condition;
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            go = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class ConditionAtOnce
    {
        [WorkflowRun]
        public Task<bool> RunAsync() => Workflow.WaitConditionAsync(() => true, TimeSpan.FromHours(1));
    }

    [Workflow]
    public class TwoConditions
    {
        private readonly List<string> log = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            // The first one's second wait is behind the second one's, yet it is asked after the first has run on.
            var first = FirstAsync();
            await Workflow.WaitConditionAsync(() => log.Contains("first-again"));
            log.Add("second");
            await first;
            return string.Join(' ', log);
        }

        private async Task FirstAsync()
        {
            await Workflow.WaitConditionAsync(() => true);
            log.Add("first");
            await Workflow.WaitConditionAsync(() => true);
            log.Add("first-again");
        }
    }

    [Workflow]
    public class SignalFirst
    {
        private readonly List<string> log = [];

        [WorkflowRun]
        public Task<string> RunAsync()
        {
            log.Add("run");
            return Task.FromResult(string.Join(' ', log));
        }

        [WorkflowSignal]
        public Task NoteAsync(string text)
        {
            log.Add(text);
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class CancelOneActivity
    {
        private readonly CancellationTokenSource stop = new();

        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                await Workflow.ExecuteActivityAsync(
                    "A", [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), CancellationToken = stop.Token });
            }
            catch (ActivityFailureException e) when (e.InnerException is CanceledFailureException)
            {
                await Workflow.ExecuteActivityAsync("after", [], Minute);
            }
        }

        [WorkflowSignal]
        public async Task StopAsync()
        {
            stop.Cancel();
            await Workflow.DelayAsync(1000);
        }
    }

    [Workflow]
    public class OddTimers
    {
        [WorkflowRun]
        public Task RunAsync() =>
            Workflow.WhenAllAsync(Workflow.DelayAsync(Timeout.InfiniteTimeSpan), Workflow.DelayAsync(0));
    }

    [Workflow]
    public class CancelledBefore
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var token = new CancellationToken(canceled: true);
            var names = new List<string>();
            foreach (var call in new Func<Task>[]
            {
                () => Workflow.ExecuteActivityAsync(
                    "A", [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), CancellationToken = token }),
                () => Workflow.DelayAsync(1000, token),
            })
            {
                try
                {
                    await call();
                }
                catch (Exception e)
                {
                    names.Add(e.GetType().Name);
                }
            }

            return string.Join(' ', names);
        }
    }

    [Workflow]
    public class Queueing
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var mutex = new Cairn.Workflows.Mutex();
            var log = new List<int>();
            await Workflow.WhenAllAsync(Enumerable.Range(1, 3).Select(async n =>
            {
                await mutex.WaitOneAsync();
                await Workflow.DelayAsync(1000);
                log.Add(n);
                mutex.ReleaseMutex();
            }));
            return string.Join(' ', log);
        }
    }

    [Workflow]
    public class Race
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            using var stop = new CancellationTokenSource();
            var work = Workflow.ExecuteActivityAsync<string>("A", [], Minute);
            await Workflow.WhenAnyAsync(work, Workflow.DelayAsync(TimeSpan.FromHours(1), stop.Token));
            stop.Cancel();
            return await work;
        }
    }
}
