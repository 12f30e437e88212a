using System.Threading.Channels;
using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Sdk.Replay;
using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>The local activities of one run that this worker has started. They outlive the tasks of the run.</summary>
internal sealed class LocalActivityRuns : IDisposable
{
    private readonly Dictionary<uint, LocalActivityRun> running = [];
    private readonly Channel<LocalActivityResult?> ended = Channel.CreateUnbounded<LocalActivityResult?>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Starts and cancels the local activities that the last step of workflow code requested.</summary>
    /// <exception cref="InvalidWorkflowOperationException">The worker has no such activity.</exception>
    public void Follow(WorkflowMachines machines, LocalActivityWorker worker, WorkflowInfo workflow)
    {
        foreach (var activity in machines.TakeLocalActivitiesToStart())
        {
            var registry = worker.Scope.Activities;
            if (activity.Call.Code is null && !registry.Contains(activity.Call.ActivityType))
            {
                // Another attempt on this worker would fail in the same way, so the workflow task fails instead.
                throw new InvalidWorkflowOperationException(
                    "A local activity runs on the worker of its workflow. "
                    + registry.NotFound(activity.Call.ActivityType));
            }

            running.Add(
                activity.Seq,
                worker.Start(activity.Seq, activity.Call, workflow, result => ended.Writer.TryWrite(result)));
        }

        foreach (var seq in machines.TakeLocalActivitiesToCancel())
        {
            if (running.Remove(seq, out var activity))
            {
                activity.Cancel(ActivityCancelReason.CancelRequested);
            }
        }
    }

    /// <summary>Takes the result of one that has ended; null if it ended because the worker ends.</summary>
    public bool TryTake(out LocalActivityResult? result)
    {
        var taken = ended.Reader.TryRead(out result);
        if (result is not null)
        {
            running.Remove(result.Seq);
        }

        return taken;
    }

    /// <summary>Waits until one has ended, but no longer than the timeout.</summary>
    /// <returns>Whether one has ended.</returns>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time)
    {
        using var late = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time);
        try
        {
            return await ended.Reader.WaitToReadAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Stops all: the run does not wait for them any more.</summary>
    public void Dispose()
    {
        foreach (var activity in running.Values)
        {
            activity.Cancel(ActivityCancelReason.WorkerShutdown);
        }

        running.Clear();
    }
}
