using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Compatibility.Workers;

/// <summary>The workflows that clients of both languages start; node/workflows.js has the same.</summary>
public static class Flows
{
    internal static ActivityOptions Options => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(30),
        RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(20), BackoffCoefficient = 1 },
    };

    [Workflow("greets")]
    public class Greets
    {
        [WorkflowRun]
        public Task<string> RunAsync(string name) =>
            Workflow.ExecuteActivityAsync((Acts acts) => acts.Greet(name), Options);
    }

    [Workflow("saga")]
    public class OrderSaga
    {
        [WorkflowRun]
        public Task<string> RunAsync(int amount) => Saga.RunAsync(async saga =>
        {
            await saga.StepAsync(
                () => Workflow.ExecuteActivityAsync((Acts acts) => acts.Reserve("book"), Options),
                () => Workflow.ExecuteActivityAsync((Acts acts) => acts.Release("book"), Options));
            await Workflow.ExecuteActivityAsync((Acts acts) => acts.Charge(amount), Options);
            return "fulfilled";
        });
    }

    [Workflow("entity")]
    public class Entity
    {
        private bool isClosed;

        [WorkflowQuery("total")]
        public int Total { get; private set; }

        [WorkflowRun]
        public async Task<int> RunAsync(int start)
        {
            Total += start;
            await Workflow.WaitConditionAsync(() => isClosed);
            return Total;
        }

        [WorkflowSignal("add")]
        public Task AddAsync(int n)
        {
            Total += n;
            return Task.CompletedTask;
        }

        [WorkflowSignal("close")]
        public Task CloseAsync()
        {
            isClosed = true;
            return Task.CompletedTask;
        }
    }

    [Workflow("fanOut")]
    public class FanOut
    {
        [WorkflowRun]
        public async Task<int> RunAsync(int n)
        {
            var squares = Enumerable.Range(0, n)
                .Select(i => Workflow.ExecuteActivityAsync((Acts acts) => acts.Square(i), Options));
            return (await Workflow.WhenAllAsync(squares)).Sum();
        }
    }

    [Workflow("approval")]
    public class Approval
    {
        private string? approver;

        [WorkflowRun]
        public async Task<string> RunAsync(int milliseconds)
        {
            var deadline = TimeSpan.FromMilliseconds(milliseconds);
            return await Workflow.WaitConditionAsync(() => approver is not null, deadline)
                ? $"approved by {approver}"
                : "nobody approved";
        }

        [WorkflowSignal("approve")]
        public Task ApproveAsync(string name)
        {
            approver = name;
            return Task.CompletedTask;
        }
    }

    [Workflow("approvalByUpdate")]
    public class ApprovalByUpdate
    {
        private string? approver;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => approver is not null && Workflow.AllHandlersFinished);
            return $"approved by {approver}";
        }

        [WorkflowUpdate("approve")]
        public async Task<string> ApproveAsync(string name)
        {
            await Workflow.ExecuteActivityAsync((Acts acts) => acts.Reserve(name), Options);
            approver = name;
            return $"thank you, {name}";
        }

        [WorkflowUpdateValidator(nameof(ApproveAsync))]
        public void CheckApproval(string name)
        {
            if (name.Length == 0)
            {
                throw new ApplicationFailureException("a name is needed");
            }
        }
    }

    [Workflow("heartbeats")]
    public class Heartbeats
    {
        [WorkflowRun]
        public Task<string> RunAsync()
        {
            var options = Options;
            options.HeartbeatTimeout = TimeSpan.FromSeconds(30);
            return Workflow.ExecuteActivityAsync((Acts acts) => acts.ResumableAsync(), options);
        }
    }

    [Workflow("cancellable")]
    public class Cancellable
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var options = Options;
            options.HeartbeatTimeout = TimeSpan.FromSeconds(30);
            options.CancellationType = ActivityCancellationType.WaitCancellationCompleted;
            try
            {
                await Workflow.ExecuteActivityAsync((Acts acts) => acts.UntilCancelledAsync(), options);
            }
            finally
            {
                await Workflow.RunDetachedAsync(() =>
                    Workflow.ExecuteActivityAsync((Acts acts) => acts.Release("seat"), Options));
            }
        }
    }

    [Workflow("countdown")]
    public class Countdown
    {
        [WorkflowRun]
        public Task<string> RunAsync(int n) => n == 0
            ? Task.FromResult("lift-off")
            : throw Workflow.CreateContinueAsNewException((Countdown next) => next.RunAsync(n - 1));
    }

    [Workflow("stalls")]
    public class Stalls
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var first = await Workflow.ExecuteActivityAsync((Acts acts) => acts.Greet("Ada"), Options);
            var options = Options;
            options.StartToCloseTimeout = TimeSpan.FromSeconds(2);
            return $"{first}, {await Workflow.ExecuteActivityAsync((Acts acts) => acts.StallOnceAsync(), options)}";
        }
    }

    /// <summary>Its activity belongs to a worker of the other language.</summary>
    [Workflow("callsOver")]
    public class CallsOver
    {
        [WorkflowRun]
        public Task<string> RunAsync(string taskQueue)
        {
            var options = Options;
            options.TaskQueue = taskQueue;
            return Workflow.ExecuteActivityAsync<string>("greet", ["neighbour"], options);
        }
    }
}
