using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Testing;

public class WorkflowUnitTests
{
    private interface IGreetings
    {
        Task<string> GreetAsync(string name);
    }

    [Fact]
    public async Task A_year_of_a_workflow_with_a_stub_passes_at_once()
    {
        var workflow = new Slow(new Stub());
        Assert.Equal("Hello, Ada! 365.00:00:00 True", await WorkflowUnit.RunAsync(() => workflow.RunAsync("Ada")));
    }

    [Fact]
    public async Task The_earliest_timer_fires_first_and_a_cancelled_one_never()
    {
        var order = new List<string>();
        await WorkflowUnit.RunAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            var cancelled = NoteAsync("cancelled", 2, stop.Token);
            var late = NoteAsync("late", 3, default);
            var early = NoteAsync("early", 1, default);
            await early;
            stop.Cancel();
            await late;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        });
        Assert.Equal(["early", "late"], order);

        async Task NoteAsync(string name, int after, CancellationToken token)
        {
            await Workflow.DelayAsync(TimeSpan.FromDays(after), token);
            order.Add(name);
        }
    }

    [Fact]
    public async Task A_condition_with_a_timeout_sees_what_other_code_changes()
    {
        var isSet = false;
        Assert.True(await WorkflowUnit.RunAsync(async () =>
        {
            var set = Workflow.RunTaskAsync(async () =>
            {
                await Workflow.DelayAsync(TimeSpan.FromHours(1));
                isSet = true;
            });
            var inTime = await Workflow.WaitConditionAsync(() => isSet, TimeSpan.FromHours(2));
            await set;
            return inTime;
        }));
        Assert.False(await WorkflowUnit.RunAsync(
            () => Workflow.WaitConditionAsync(() => false, TimeSpan.FromHours(2))));
    }

    [Fact]
    public async Task What_the_code_throws_is_thrown_as_it_is()
    {
        var failure = await Assert.ThrowsAsync<FormatException>(() => WorkflowUnit.RunAsync(ThrowAsync));
        Assert.Contains(nameof(ThrowAsync), failure.StackTrace, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ContinueAsNewException>(() => WorkflowUnit.RunAsync(
            () => throw Workflow.CreateContinueAsNewException("W", [])));

        static async Task ThrowAsync()
        {
            await Workflow.DelayAsync(1000);
            throw new FormatException("bad");
        }
    }

    [Fact]
    public async Task A_call_that_leaves_the_workflow_is_refused_by_its_name()
    {
        await RefusedAsync("activity A", () => Workflow.ExecuteActivityAsync(
            "A", [], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) }));
        await RefusedAsync("local activity A", () => Workflow.ExecuteLocalActivityAsync(
            "A", [], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) }));
        await RefusedAsync("child workflow C", () => Workflow.ExecuteChildWorkflowAsync("C", []));
        await RefusedAsync(
            "signal S of workflow w", () => Workflow.GetExternalWorkflowHandle("w").SignalAsync("S", []));
        await RefusedAsync(
            "the cancellation of workflow w", () => Workflow.GetExternalWorkflowHandle("w").CancelAsync());

        static async Task RefusedAsync(string call, Func<Task> run)
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkflowUnit.RunAsync(run));
            Assert.StartsWith(
                $"The code calls {call}, but a unit test has no server", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Code_that_waits_for_what_cannot_come_fails_with_what_it_waits_for()
    {
        var stuck = await Assert.ThrowsAsync<WorkflowStuckException>(
            () => WorkflowUnit.RunAsync(() => Workflow.WaitConditionAsync(() => false)));
        Assert.Matches(@"^condition at WorkflowUnitTests\.cs:\d+$", stuck.WaitsFor.Trim());
        Assert.Equal("Workflow.WaitConditionAsync(() => false)", stuck.WorkflowId);
    }

    [Fact]
    public async Task A_loop_of_timers_without_end_fails_with_the_name_and_the_line_of_the_code()
    {
        var late = await Assert.ThrowsAsync<TimeoutException>(() => WorkflowUnit.RunAsync(
            () => SleepForEverAsync(TimeSpan.FromDays(1))));
        Assert.StartsWith(
            "The workflow of SleepForEverAsync(TimeSpan.FromDays(1)) did not end although 3660 timers fired and "
            + "3660.00:00:00 of time were skipped for it. It waits for:",
            late.Message,
            StringComparison.Ordinal);
        Assert.Matches(@"timer 3661 at WorkflowUnitTests\.cs:\d+", late.Message);
        var soon = await Assert.ThrowsAsync<TimeoutException>(() => WorkflowUnit.RunAsync(
            () => SleepForEverAsync(TimeSpan.FromHours(1)), TimeSpan.FromDays(1)));
        Assert.Contains("although 24 timers fired", soon.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_of_short_timers_without_end_fails_when_no_history_could_keep_them()
    {
        var late = await Assert.ThrowsAsync<TimeoutException>(() => WorkflowUnit.RunAsync(
            () => SleepForEverAsync(TimeSpan.FromMilliseconds(1))));
        Assert.Contains("although 25600 timers fired", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_runs_on_without_a_wait_fails_with_its_name_and_its_last_call()
    {
        var isOver = false;
        var stuck = await Assert.ThrowsAnyAsync<InvalidWorkflowOperationException>(
            () => WorkflowUnit.RunAsync(() => SpinAsync()));
        Volatile.Write(ref isOver, true);
        Assert.Matches(
            @"^\[TMPRL1101\] The workflow of SpinAsync\(\) deadlocked after 00:00:02: its code ran on without an await "
            + @"that waits, after its call at WorkflowUnitTests\.cs:\d+\.",
            stuck.Message);

        async Task SpinAsync()
        {
            await Workflow.DelayAsync(1000);
            while (!Volatile.Read(ref isOver))
            {
                Thread.SpinWait(1000);
            }
        }
    }

    [Fact]
    public async Task Code_that_returns_null_fails_with_its_name()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkflowUnit.RunAsync(() => null!));
        Assert.Equal("null! returned null instead of a task", missing.Message);
        missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => WorkflowUnit.RunAsync<int>(() => (Task<int>)null!));
        Assert.Equal("(Task<int>)null! returned null instead of a task", missing.Message);
    }

    [Fact]
    public async Task What_flows_with_the_test_flows_into_the_code()
    {
        var local = new AsyncLocal<string> { Value = "the test's" };
        Assert.Equal("the test's", await WorkflowUnit.RunAsync(() => Task.FromResult(local.Value)));
    }

    private static async Task SleepForEverAsync(TimeSpan pause)
    {
        while (true)
        {
            await Workflow.DelayAsync(pause);
        }
    }

    [Fact]
    public async Task Code_that_leaves_its_thread_fails()
    {
        await Assert.ThrowsAsync<InvalidWorkflowSchedulerException>(
            () => WorkflowUnit.RunAsync(() => Task.Delay(TimeSpan.FromHours(1))));
        using var left = new ManualResetEventSlim();
        await Assert.ThrowsAsync<InvalidWorkflowSchedulerException>(() => WorkflowUnit.RunAsync(async () =>
        {
            var other = Task.Run(() => left.Wait());
            left.Set();
            await other;
        }));
    }

    private sealed class Slow(IGreetings greetings)
    {
        public async Task<string> RunAsync(string name)
        {
            var start = Workflow.UtcNow;
            await Workflow.DelayAsync(TimeSpan.FromDays(365));
            var greeting = await greetings.GreetAsync(name);
            return $"{greeting} {Workflow.UtcNow - start} {Workflow.Patched("newer")}";
        }
    }

    private sealed class Stub : IGreetings
    {
        public Task<string> GreetAsync(string name) => Task.FromResult($"Hello, {name}!");
    }
}
