using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>The workflows of these tests.</summary>
public static class Flows
{
    [Workflow]
    public class Everything
    {
        private readonly List<string> told = [];

        [WorkflowQuery]
        public int Told => told.Count;

        [WorkflowRun]
        public async Task<string> RunAsync(string name)
        {
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(20));
            var greeting = await Workflow.ExecuteActivityAsync(() => Acts.Greet(name), Acts.Options);
            await Workflow.ExecuteActivityAsync((Acts a) => a.FailTwice(), Acts.Options);
            var detail = await Workflow.ExecuteActivityAsync((Acts a) => a.HeartbeatAsync(), Acts.Options);
            await Workflow.WaitConditionAsync(() => told.Count >= 3);
            return $"{greeting} {detail} {string.Join(',', told)}";
        }

        [WorkflowSignal]
        public Task TellAsync(string what)
        {
            told.Add(what);
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class OneCount
    {
        [WorkflowRun]
        public Task<int> RunAsync() => Workflow.ExecuteActivityAsync((Acts a) => a.Count(), Acts.Options);
    }

    [Workflow]
    public class Waits
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);
    }

    [Workflow("Fixable")]
    public class Broken
    {
        [WorkflowRun]
        public Task<string> RunAsync() => throw new InvalidOperationException("a bug in the workflow");
    }

    [Workflow("Fixable")]
    public class Fixed
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult("mended");
    }

    [Workflow]
    public class NoTimeout
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(() => Acts.Greet("x"), new());
    }

    [Workflow]
    public class Refused
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync((Acts a) => a.Refuse(), Acts.Options);
    }

    [Workflow]
    public class LargeResult
    {
        [WorkflowRun]
        public Task<byte[]> RunAsync() => Workflow.ExecuteActivityAsync((Acts a) => a.Large(), Acts.Options);
    }

    [Workflow]
    public class RunsATask
    {
        [WorkflowRun]
        public async Task RunAsync() => await Task.Run(() => 1);
    }

    [Workflow]
    public class DelaysATask
    {
        [WorkflowRun]
        public Task RunAsync() => Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    [Workflow]
    public class LeavesItsScheduler
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1)).ConfigureAwait(false);
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
        }
    }

    [Workflow]
    public class StartsAThread
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var done = new TaskCompletionSource();
            new Thread(done.SetResult).Start();
            await done.Task;
        }
    }
}
