using Cairn.Logging;
using Cairn.Protocol;
using Cairn.Worker.Tuning;

namespace Cairn.Worker;

/// <summary>
/// The pollers of one queue. One more comes when a task had to wait for them, and one goes when it waited in vain.
/// </summary>
/// <typeparam name="TTask">What is polled for.</typeparam>
/// <param name="scope">The worker.</param>
/// <param name="slots">How many may run at once.</param>
/// <param name="range">How many pollers there may be.</param>
/// <param name="poll">Asks the server; an answer that is no task is null.</param>
/// <param name="waited">How long a task lay in the queue.</param>
/// <param name="start">Takes the task and the slot over; must return at once.</param>
internal sealed class PollerGroup<TTask>(
    WorkerScope scope,
    SemaphoreSlim slots,
    PollerRange range,
    Func<RpcContext, Task<TTask?>> poll,
    Func<TTask, TimeSpan> waited,
    Action<TTask> start) : IPoller
    where TTask : class
{
    // Longer than a server needs to make a task durable and to hand it to a poll that is there.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(10);

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private int wanted = range.Initial;
    private int running = range.Initial;
    private Exception? failure;

    /// <summary>How many pollers there are to be now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
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

    private void StartOne(CancellationTokenSource all) =>
        Background.Start(scope.Logger, "A poller", () => RunOneAsync(all));

    private async Task RunOneAsync(CancellationTokenSource all)
    {
        try
        {
            await new Poller<TTask>(scope, slots, poll, start, task => GoesOn(task, all)).RunAsync(all.Token)
                .ConfigureAwait(false);
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
        lock (gate)
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
        lock (gate)
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
        lock (gate)
        {
            failure ??= reason;
            if (--running > 0)
            {
                return;
            }
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
