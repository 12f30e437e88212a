using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Partitions;

/// <content>What becomes of executions and callers when a decision or a commit fails.</content>
internal sealed partial class Partition
{
    /// <summary>
    /// Handles an unexpected exception of a decision, which has changed nothing. The execution is set aside; the others
    /// continue.
    /// </summary>
    /// <param name="input">The name of the request or of the background task.</param>
    /// <param name="key">The execution; null if the decision had not begun on one.</param>
    /// <param name="unexpected">The exception.</param>
    /// <returns>The exception that the caller receives.</returns>
    public RpcException Fail(string input, ExecutionKey? key, Exception unexpected)
    {
        if (key is not { } failed)
        {
            return errors.Report(input, unexpected);
        }

        setAside.Add(failed);
        if (slots.GetValueOrDefault(WorkflowKey.Of(failed))?.Runs.GetValueOrDefault(failed.RunId) is { } cached)
        {
            cached.IsSetAside = true;
            PartitionClock.Disarm(cached);
            cached.FailWaiters(Refused.IsSetAside(failed));
        }

        return errors.SetAside(input, failed, unexpected);
    }

    /// <summary>Handles a failed commit: the state in memory may be wrong, so all of it is loaded again.</summary>
    private void Reset(Exception cause)
    {
        var reason = Explain(cause);
        FailWaiters(reason);
        var lost = slots.Values.SelectMany(slot => slot.Waiting).ToList();
        slots.Clear();
        cache.Clear();
        clock.Clear();
        Pending.Clear();
        commits.Abandon(reason);
        foreach (var input in lost)
        {
            input.Fail(reason);
        }

        if (!isStopped)
        {
            var isFirst = !resets.IsFailing;
            var wait = resets.Failed();
            clock.RecoverAgain(isFirst ? TimeSpan.Zero : wait);
        }
    }

    private bool IsLoggedByStore(Exception cause) =>
        store.Trouble is not null || cause is StoreException { IsLogged: true };

    private RpcException Explain(Exception cause)
    {
        switch (cause)
        {
            case StoreException { Reason: StoreFailure.Corrupt, Execution: { } key }:
                setAside.Add(key);
                return damaged.Add(key) ? errors.Damaged(key, cause) : Refused.Damaged(key);
            case StoreException or RpcException:
                if (!IsLoggedByStore(cause))
                {
                    LogReset(cause);
                }

                return cause as RpcException ?? Refused.ByStore(cause);
            case UnwritableExecutionException unwritable:
                return Fail("Commit", unwritable.Key, unwritable.InnerException!);
            default:
                return errors.Report($"Partition {number}", cause);
        }
    }

    private void FailWaiters(RpcException reason)
    {
        foreach (var cached in cache.All)
        {
            cached.FailWaiters(reason);
        }
    }

    [LoggerMessage(1008, LogLevel.Error, "A commit failed; the partition reads its executions again")]
    private partial void LogReset(Exception reason);
}
