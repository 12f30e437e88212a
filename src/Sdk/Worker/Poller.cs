using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Worker;

/// <summary>A loop that waits for a slot, polls, and starts the task. It pauses after errors.</summary>
/// <typeparam name="TTask">The type of the task.</typeparam>
/// <param name="scope">The worker.</param>
/// <param name="slots">One slot for each task that may run.</param>
/// <param name="isSticky">Whether it polls for tasks of cached runs.</param>
/// <param name="rate">How many tasks may start in a second; null means without limit.</param>
/// <param name="poll">Polls the server; returns null if there was no task.</param>
/// <param name="start">Takes ownership of the task and the slot; must return at once.</param>
/// <param name="shouldContinue">Receives every task, or null if none came in time; returns whether to poll on.</param>
internal sealed class Poller<TTask>(
    WorkerScope scope,
    TaskSlots slots,
    bool isSticky,
    TaskRate? rate,
    Func<RpcContext, Task<TTask?>> poll,
    Action<TTask, TaskSlot> start,
    Func<TTask?, bool> shouldContinue)
    where TTask : class
{
    private RpcBackoff? backoff;

    /// <summary>Ends when it is stopped or not needed; fails if the server rejects it for good.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var context = new RpcContext(ClientServices.LongPollTimeout, CancellationToken: stop);
        try
        {
            do
            {
                await (rate?.WaitAsync(stop) ?? Task.CompletedTask).ConfigureAwait(false);
            }
            while (await PollInTurnAsync(context).ConfigureAwait(false) && !stop.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> PollInTurnAsync(RpcContext context)
    {
        TaskSlot? slot = null;
        TTask? task = null;
        try
        {
            slot = await slots.ReserveAsync(isSticky, context.CancellationToken).ConfigureAwait(false);
            task = await poll(context).ConfigureAwait(false);
            backoff = null;
            scope.PollHealth.Succeeded();
        }
        catch (RpcException e)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var pause = PauseAfter(e);
            using (backoff is null ? null : scope.PollHealth.Failing(e))
            {
                await Task.Delay(pause, scope.Time, context.CancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        finally
        {
            if (task is null)
            {
                slot?.Release();
                rate?.GiveBack();
            }
        }

        if (task is not null)
        {
            rate?.Spend();
            start(task, slot!);
        }

        return shouldContinue(task);
    }

    private TimeSpan PauseAfter(RpcException error)
    {
        // A long poll that reaches its deadline without an answer is normal.
        if (error.Code is RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled)
        {
            return RpcBackoff.Polls.InitialInterval;
        }

        backoff ??= new(RpcBackoff.Polls, scope.Time);
        if (backoff.Next(error) is not { } pause)
        {
            throw new CairnException($"Polling {scope.TaskQueue} was refused: {error.Message}", error);
        }

        WorkerLog.PollFailed(scope.Logger, scope.TaskQueue, error.Code, pause, error.Message);
        return pause;
    }
}
