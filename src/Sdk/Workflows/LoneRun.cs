using Cairn.Exceptions;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Workflows;

/// <summary>
/// Runs a function as workflow code without a server, for unit tests. Its timers fire one after the other, and the time
/// jumps to each. Calls that leave the workflow are refused.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="name">Its name, for errors.</param>
internal sealed class LoneRun(Func<Task> function, string name)
{
    // A history has at most 51,200 events, and two of them for each timer.
    private const int MostTimers = 25_600;

    // As long as a worker waits for code that has left its thread.
    private static readonly TimeSpan EscapeGrace = TimeSpan.FromMilliseconds(50);
    private static readonly ActivationWatchdog Watchdog = new(ActivationWatchdog.DefaultLimit);

    private readonly SortedSet<(DateTime Due, uint Seq)> timers = [];
    private WorkflowInstance? instance;
    private Task? task;

    /// <summary>Runs it to its end.</summary>
    /// <param name="skipLimit">How much time may be skipped.</param>
    /// <param name="newStuck">Creates the error of code that waits for nothing that can come.</param>
    /// <exception cref="TimeoutException">The function waits for one timer after the other.</exception>
    /// <exception cref="InvalidWorkflowOperationException">The function runs on without a wait.</exception>
    /// <exception cref="Exception">The function failed.</exception>
    public async Task RunAsync(TimeSpan skipLimit, Func<string, Exception> newStuck)
    {
        var caller = ExecutionContext.Capture();
        var slot = new ActivationSlot<Exception?>(slot =>
        {
            ExecutionContext.Run(caller!, _ => Run(skipLimit, newStuck, slot), null);
            return null;
        })
        {
            WhenStuck = () => new DeadlockException(
                $"The workflow of {name}", ActivationWatchdog.DefaultLimit, instance?.LastCall),
        };
        if (await Watchdog.RunAsync(slot).ConfigureAwait(false) is { } stuck)
        {
            throw stuck;
        }
    }

    private void Run(TimeSpan skipLimit, Func<string, Exception> newStuck, ActivationSlot<Exception?> slot)
    {
        var began = DateTime.UtcNow;
        var now = began;
        ActivationJob job = new ActivationJob.InitializeWorkflow(
            new() { WorkflowType = new() { Name = nameof(Unit) }, TaskQueue = new() { Name = nameof(Unit) } }, now, 1);
        using var running = instance = NewInstance((ActivationJob.InitializeWorkflow)job, now);
        for (var fired = 0; ; fired++)
        {
            // A cancelled timer stays in the list: when it fires, the code waits for it no more.
            foreach (var start in Activate(running, job, now, slot).OfType<WorkflowCommand.StartTimer>())
            {
                var delay = start.Delay.ToTimeSpan();
                timers.Add((now > DateTime.MaxValue - delay ? DateTime.MaxValue : now + delay, start.Seq));
            }

            if (task is { IsCompleted: true })
            {
                task.GetAwaiter().GetResult();
                return;
            }

            if (timers.Count == 0)
            {
                throw running.Guard.Escaped.Wait(EscapeGrace)
                    ? running.Guard.Escape!.ToException()
                    : newStuck(WaitingFor.Describe(running));
            }

            if (fired == MostTimers || timers.Min.Due - began > skipLimit)
            {
                throw Endless(fired, now - began, running);
            }

            (now, var seq) = timers.Min;
            timers.Remove(timers.Min);
            job = new ActivationJob.FireTimer(seq);
        }
    }

    private static IReadOnlyList<WorkflowCommand> Activate(
        WorkflowInstance instance, ActivationJob job, DateTime now, ActivationSlot<Exception?> slot)
    {
        slot.EnterCode();
        try
        {
            return instance.Activate(new([job], now, false, null, 0, 0, false, []));
        }
        finally
        {
            slot.ExitCode();
        }
    }

    private TimeoutException Endless(int fired, TimeSpan skipped, WorkflowInstance running) => new(
        $"The workflow of {name} did not end although {fired} timers fired and {skipped:c} of time were skipped for "
        + $"it. It waits for:{Environment.NewLine}{WaitingFor.Describe(running).TrimEnd()}{Environment.NewLine}If it "
        + "needs more time, pass a skipLimit. A loop of many timers must continue as new: a history has at most 51,200 "
        + "events.");

    private WorkflowInstance NewInstance(ActivationJob.InitializeWorkflow start, DateTime now) => new(
        new(
            new() { Workflows = [], Namespace = "default", Interceptors = [new Interceptor()] },
            WorkflowDefinition.Create(typeof(Unit), null, _ => new Unit(this)),
            start,
            new SdkFlags(),
            nameof(Unit),
            nameof(Unit),
            NullLogger.Instance),
        now);

    // An exception is the result of the run, and not the failure of a workflow task.
    private async Task CallAsync()
    {
        task = StartAsync();
        await task.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task StartAsync() => await (function()
        ?? throw new InvalidOperationException($"{name} returned null instead of a task"));

    /// <summary>Gives the function the shape of a workflow.</summary>
    [Workflow]
    public sealed class Unit(LoneRun run)
    {
        /// <summary>Calls the function.</summary>
        [WorkflowRun]
        public Task RunAsync() => run.CallAsync();
    }

    private sealed class Interceptor : IWorkerInterceptor
    {
        public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
            new Inbound(nextInterceptor);
    }

    private sealed class Inbound(WorkflowInboundInterceptor next) : WorkflowInboundInterceptor(next)
    {
        public override void Init(WorkflowOutboundInterceptor outbound) => Next.Init(new LoneOutbound(outbound));
    }
}
