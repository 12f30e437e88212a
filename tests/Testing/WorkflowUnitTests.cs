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
        Assert.Equal("1 condition(s)", stuck.WaitsFor.Trim());
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
