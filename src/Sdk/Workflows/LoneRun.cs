using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Workflows;

/// <summary>
/// Runs a function as workflow code without a server, for unit tests. Its timers fire one after the other, and the time
/// jumps to each. Calls that leave the workflow are refused.
/// </summary>
/// <param name="function">The function.</param>
internal sealed class LoneRun(Func<Task> function)
{
    // As long as a worker waits for code that has left its thread.
    private static readonly TimeSpan EscapeGrace = TimeSpan.FromMilliseconds(50);

    private readonly SortedSet<(DateTime Due, uint Seq)> timers = [];
    private Task? task;

    /// <summary>Runs it to its end.</summary>
    /// <param name="now">The time at which it begins, UTC.</param>
    /// <param name="newStuck">Creates the error of code that waits for nothing that can come.</param>
    /// <exception cref="Exception">The function failed.</exception>
    public void Run(DateTime now, Func<string, Exception> newStuck)
    {
        ActivationJob job = new ActivationJob.InitializeWorkflow(
            new() { WorkflowType = new() { Name = nameof(Unit) }, TaskQueue = new() { Name = nameof(Unit) } }, now, 1);
        using var instance = NewInstance((ActivationJob.InitializeWorkflow)job, now);
        while (true)
        {
            // A cancelled timer stays in the list: when it fires, the code waits for it no more.
            var commands = instance.Activate(new([job], now, false, null, 0, 0, false, []));
            foreach (var start in commands.OfType<WorkflowCommand.StartTimer>())
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
                throw instance.Guard.Escaped.Wait(EscapeGrace)
                    ? instance.Guard.Escape!.ToException()
                    : newStuck(WaitingFor.Describe(instance));
            }

            (now, var seq) = timers.Min;
            timers.Remove(timers.Min);
            job = new ActivationJob.FireTimer(seq);
        }
    }

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

    private async Task StartAsync() => await function();

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
