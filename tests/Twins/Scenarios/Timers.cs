using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Timers that fire, or that nobody needs any more.</summary>
internal static class Timers
{
    public static IEnumerable<Twin> Twins =>
    [
        new("timer", async play => await play.EndAsync(await play.StartAsync((Sleeper w) => w.RunAsync()))),
        new("timer-cancelled", async play => await play.EndAsync(
            await play.StartAsync((TimerCancelled w) => w.RunAsync()))),
        new("condition-times-out", async play => await play.EndAsync(
            await play.StartAsync((ConditionTimeout w) => w.RunAsync())))
        {
            // As Temporal's SDK for .NET does, ours says in the timer what it is for.
            Drop = ["userMetadata"],
        },
    ];

    [Workflow("timer")]
    public sealed class Sleeper
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayAsync(TimeSpan.FromSeconds(1));
            return "woke";
        }
    }

    [Workflow("timerCancelled")]
    public sealed class TimerCancelled
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
            var timer = Workflow.DelayAsync(TimeSpan.FromHours(1), enough.Token);
            await Workflow.ExecuteActivityAsync(() => Acts.Greet("while waiting"), Acts.Quick);
            enough.Cancel();
            try
            {
                await timer;
                return "timer fired";
            }
            catch (OperationCanceledException)
            {
                return "timer cancelled";
            }
        }
    }

    [Workflow("conditionTimeout")]
    public sealed class ConditionTimeout
    {
        [WorkflowRun]
        public async Task<string> RunAsync() =>
            await Workflow.WaitConditionAsync(() => false, TimeSpan.FromSeconds(1)) ? "met" : "timed out";
    }
}
