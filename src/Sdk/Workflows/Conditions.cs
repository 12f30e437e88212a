using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>The conditions that a workflow waits for, in the order of the calls.</summary>
internal sealed class Conditions(WorkflowInstance instance)
{
    // What histories call a timer that limits a wait.
    private const string Summary = "WaitConditionAsync";

    private readonly List<Condition> waiting = [];

    /// <summary>Whether the workflow waits for a condition.</summary>
    public bool Any => waiting.Count > 0;

    /// <summary>The conditions that the workflow waits for, for the stack trace query.</summary>
    public IReadOnlyCollection<Condition> Pending => waiting;

    /// <summary>Waits until the condition holds.</summary>
    public Task WaitAsync(Func<bool> check, CancellationToken? cancellationToken, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(check);
        instance.RequireWritable();
        var token = cancellationToken ?? instance.DefaultToken;
        var condition = new Condition(check, site);
        waiting.Add(condition);
        return instance.Tasks.Start(async () =>
        {
            try
            {
                using (token.UnsafeRegister(Condition.Cancel, condition))
                {
                    await condition.Task;
                }
            }
            finally
            {
                waiting.Remove(condition);
            }
        });
    }

    /// <summary>
    /// Waits until the condition holds or a timer fires. The timer starts one hop after the call; a cancellation ends
    /// the wait, and the end of the wait cancels the timer, so its command comes after those of other timers.
    /// </summary>
    public Task<bool> WaitAsync(
        Func<bool> check, TimeSpan timeout, string? summary, CancellationToken? cancellationToken, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(check);
        TimerCalls.RequireDelay(timeout, nameof(timeout));
        instance.RequireWritable();
        var token = cancellationToken ?? instance.DefaultToken;
        var condition = new Condition(check, site);
        waiting.Add(condition);
        return instance.Tasks.Start(async () =>
        {
            using var stop = new CancellationTokenSource();
            using var cancellation = token.UnsafeRegister(Condition.Cancel, condition);
            try
            {
                var timer = instance.Timers.DelayAsync(timeout, summary ?? Summary, stop.Token, site);
                if (await Task.WhenAny(condition.Task, timer) == condition.Task)
                {
                    await condition.Task;
                    return true;
                }

                await timer;
                return false;
            }
            finally
            {
                waiting.Remove(condition);
                stop.Cancel();
            }
        });
    }

    /// <summary>Ends waits whose condition holds now: the first one only, or in old histories all.</summary>
    /// <returns>Whether a wait ended, so that there is more code to run.</returns>
    public bool Settle(bool firstOnly)
    {
        var settled = false;
        for (var i = 0; i < waiting.Count && !(settled && firstOnly);)
        {
            if (waiting[i].IsSettled)
            {
                i++;
                continue;
            }

            if (waiting[i].Holds())
            {
                waiting[i].Complete();
                waiting.RemoveAt(i);
                settled = true;
            }
            else
            {
                i++;
            }
        }

        return settled;
    }
}
