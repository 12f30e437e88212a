using Cairn.Activities;
using Cairn.Workflows;

namespace Cairn.Tests.Testing;

/// <summary>The workflows and activities of the tests.</summary>
public static class Flows
{
    [Workflow]
    public class SleepFlow
    {
        [WorkflowRun]
        public async Task<TimeSpan> RunAsync(TimeSpan length)
        {
            var start = Workflow.UtcNow;
            await Workflow.DelayAsync(length);
            return Workflow.UtcNow - start;
        }
    }

    [Workflow]
    public class MonthFlow
    {
        private readonly List<string> seen = [];
        private string? approval;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            for (var day = 1; day <= 30; day++)
            {
                var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(5) };
                seen.Add(await Workflow.ExecuteActivityAsync((FlakyActs acts) => acts.Charge(day), options));
                await Workflow.DelayAsync(TimeSpan.FromDays(1));
            }

            await Workflow.WaitConditionAsync(() => approval is not null);
            return $"{seen.Count} {seen[^1]} {approval}";
        }

        [WorkflowSignal]
        public Task ApproveAsync(string by)
        {
            approval = by;
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public int Days() => seen.Count;
    }

    public class FlakyActs
    {
        private int calls;

        [Activity]
        public string Charge(int day)
        {
            if (Interlocked.Increment(ref calls) % 2 == 1)
            {
                throw new InvalidOperationException($"day {day} is flaky");
            }

            return $"charged {day}";
        }
    }

    [Workflow]
    public class WaitFlow
    {
        private bool isDone;

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => isDone);

        [WorkflowSignal]
        public Task FinishAsync()
        {
            isDone = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public async Task<string> SleepAsync(TimeSpan length)
        {
            await Workflow.DelayAsync(length);
            return "slept";
        }
    }

    [Workflow]
    public class BrokenFlow
    {
        [WorkflowRun]
        public Task RunAsync() => throw new InvalidOperationException("the code is broken");
    }

    [Workflow]
    public class ParentFlow
    {
        [WorkflowRun]
        public Task RunAsync() =>
            Workflow.ExecuteChildWorkflowAsync((BrokenFlow flow) => flow.RunAsync(), new() { Id = "child" });
    }

    [Workflow]
    public class CallFlow
    {
        [WorkflowRun]
        public Task<string> RunAsync(CallInput input) => Workflow.ExecuteActivityAsync(
            (CallActs acts) => acts.CallAsync(input.Text),
            new()
            {
                StartToCloseTimeout = input.StartToClose ?? TimeSpan.FromDays(1),
                HeartbeatTimeout = input.Heartbeat,
                ScheduleToStartTimeout = input.ScheduleToStart,
                TaskQueue = input.TaskQueue,
                RetryPolicy = new() { MaximumAttempts = 1 },
            });
    }

    public record CallInput(
        string Text,
        TimeSpan? StartToClose = null,
        TimeSpan? Heartbeat = null,
        TimeSpan? ScheduleToStart = null,
        string? TaskQueue = null);

    public class CallActs
    {
        [Activity]
        public Task<string> CallAsync(string text) => Task.FromResult($"real {text}");
    }

    [Workflow]
    public class ForgetfulFlow
    {
        private static int s_runs;

        [WorkflowRun]
        public async Task RunAsync()
        {
            if (Interlocked.Increment(ref s_runs) == 1)
            {
                await Workflow.DelayAsync(TimeSpan.FromHours(1));
            }
            else
            {
                await Workflow.ExecuteActivityAsync(
                    (CallActs acts) => acts.CallAsync("x"), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            }
        }
    }
}
