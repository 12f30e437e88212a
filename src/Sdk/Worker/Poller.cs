using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Worker;

/// <summary>One loop that waits for a slot, polls, and hands on what came. Errors slow it down.</summary>
/// <typeparam name="TTask">What is polled for.</typeparam>
/// <param name="scope">The worker.</param>
/// <param name="slots">How many may run at once.</param>
/// <param name="poll">Asks the server; an answer that is no task is null.</param>
/// <param name="start">Takes the task and the slot over; must return at once.</param>
/// <param name="goesOn">Told of every task, and of null when there was none in time; whether to poll on.</param>
internal sealed class Poller<TTask>(
    WorkerScope scope,
    SemaphoreSlim slots,
    Func<RpcContext, Task<TTask?>> poll,
    Action<TTask> start,
    Func<TTask?, bool> goesOn)
    where TTask : class
{
    private RpcBackoff? backoff;

    /// <summary>Ends when it is stopped or not needed; fails if the server refuses for good.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var context = new RpcContext(ClientServices.LongPollTimeout, CancellationToken: stop);
        try
        {
            do
            {
                await slots.WaitAsync(stop).ConfigureAwait(false);
            }
            while (await PollOnceAsync(context).ConfigureAwait(false) && !stop.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> PollOnceAsync(RpcContext context)
    {
        TTask? task = null;
        try
        {
            task = await poll(context).ConfigureAwait(false);
            backoff = null;
        }
        catch (RpcException e)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(PauseAfter(e), scope.Time, context.CancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            if (task is null)
            {
                slots.Release();
            }
        }

        if (task is not null)
        {
            start(task);
        }

        return goesOn(task);
    }

    private TimeSpan PauseAfter(RpcException error)
    {
        // The deadline of a long poll that nobody answered in time is nothing unusual.
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
