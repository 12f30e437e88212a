using Cairn.Common;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>The timers of a workflow.</summary>
internal sealed class TimerCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, PendingTimer> pending = [];
    private uint count;

    /// <summary>The timers that run, for the stack trace query.</summary>
    public IReadOnlyCollection<PendingTimer> Pending => pending.Values;

    /// <summary>
    /// Waits for a durable timer; see <see cref="Workflow.DelayAsync(TimeSpan, CancellationToken?, string, int)"/>.
    /// </summary>
    public Task DelayAsync(TimeSpan delay, string? summary, CancellationToken? cancellationToken, CallSite site)
    {
        RequireDelay(delay, nameof(delay));
        RecordedText.RequireWhole(summary, "Summary");
        instance.RequireWritable();
        var token = cancellationToken ?? instance.DefaultToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromCanceled(token);
        }

        var timer = new PendingTimer(this, delay == Timeout.InfiniteTimeSpan ? 0 : ++count, site);
        if (timer.Seq == 0)
        {
            instance.EndlessWait.MayEndByCancellation = true;
        }
        else
        {
            // The server rejects a timer of zero length.
            var length = delay == TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : delay;
            pending.Add(timer.Seq, timer);
            instance.AddCommand(
                new WorkflowCommand.StartTimer(
                    timer.Seq, OptionValues.ToDuration(length), instance.Values.ToMetadata(summary))
                {
                    Site = site,
                });
        }

        return instance.Tasks.Start(async () =>
        {
            using (token.UnsafeRegister(PendingTimer.Cancel, timer))
            {
                await timer.Task;
            }
        });
    }

    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not infinite.</exception>
    public static void RequireDelay(TimeSpan delay, string name)
    {
        if (delay != Timeout.InfiniteTimeSpan)
        {
            OptionValues.NotNegative(delay, name);
        }
    }

    /// <summary>A timer fired.</summary>
    public void Fire(uint seq)
    {
        if (pending.Remove(seq, out var timer))
        {
            timer.Fire();
        }
    }

    /// <summary>Stops waiting for a timer that was cancelled.</summary>
    public void Cancel(PendingTimer timer)
    {
        if (pending.Remove(timer.Seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelTimer(timer.Seq) { Site = timer.Site });
        }
    }
}
