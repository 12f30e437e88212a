using Cairn.Logging;
using Cairn.Protocol;
using Cairn.Worker.Tuning;

namespace Cairn.Worker;

/// <summary>
/// The pollers of one queue. It adds a poller when a task had to wait for one, and removes one when a poll was in vain.
/// </summary>
/// <typeparam name="TTask">The type of the task.</typeparam>
/// <param name="scope">The worker.</param>
/// <param name="slots">One slot for each task that may run.</param>
/// <param name="type">What it polls for, in metrics.</param>
/// <param name="isSticky">Whether it polls for tasks of cached runs.</param>
/// <param name="rate">How many tasks may start in a second; null means without limit.</param>
/// <param name="range">The limits of the number of pollers.</param>
/// <param name="poll">Polls the server; returns null if there was no task.</param>
/// <param name="waited">How long a task waited in the queue.</param>
/// <param name="start">Takes ownership of the task and the slot; must return at once.</param>
internal sealed class PollerGroup<TTask>(
    WorkerScope scope,
    TaskSlots slots,
    string type,
    bool isSticky,
    TaskRate? rate,
    PollerRange range,
    Func<RpcContext, Task<TTask?>> poll,
    Func<TTask, TimeSpan> waited,
    Action<TTask, TaskSlot> start) : IPoller
    where TTask : class
{
    // Longer than a server needs to make a task durable and to return it to a waiting poll.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(10);

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock sync = new();
    private int wanted = range.Initial;
    private int running = range.Initial;
    private Exception? failure;

    /// <summary>The target number of pollers.</summary>
    public int Count
    {
        get
        {
            lock (sync)
            {
                return wanted;
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        for (var i = 0; i < range.Initial; i++)
        {
            StartOne(all);
        }

        await ended.Task.ConfigureAwait(false);
    }

    private void StartOne(CancellationTokenSource all)
    {
        scope.WorkerMetrics.Pollers(type, Volatile.Read(ref running));
        Background.Start(scope.Logger, "A poller", () => RunOneAsync(all));
    }

    private async Task RunOneAsync(CancellationTokenSource all)
    {
        try
        {
            await new Poller<TTask>(scope, slots, isSticky, rate, poll, start, task => GoesOn(task, all))
                .RunAsync(all.Token).ConfigureAwait(false);
            Leave(null);
        }
        catch (Exception e)
        {
            await all.CancelAsync().ConfigureAwait(false);
            Leave(e);
        }
    }

    private bool GoesOn(TTask? task, CancellationTokenSource all)
    {
        if (task is null)
        {
            return !TryDismiss();
        }

        if (waited(task) > Late && TryAdd())
        {
            StartOne(all);
        }

        return true;
    }

    private bool TryDismiss()
    {
        lock (sync)
        {
            if (wanted == range.Minimum)
            {
                return false;
            }

            wanted--;
            return true;
        }
    }

    private bool TryAdd()
    {
        lock (sync)
        {
            if (wanted == range.Maximum)
            {
                return false;
            }

            wanted++;
            running++;
            return true;
        }
    }

    private void Leave(Exception? reason)
    {
        int left;
        lock (sync)
        {
            failure ??= reason;
            left = --running;
        }

        scope.WorkerMetrics.Pollers(type, left);
        if (left > 0)
        {
            return;
        }

        if (failure is null)
        {
            ended.SetResult();
        }
        else
        {
            ended.SetException(failure);
        }
    }
}
