using System.Threading.Channels;
using Cairn.Activities;
using Cairn.Sdk.Replay;
using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>The local activities of one run that this worker has begun. They outlive the tasks of the run.</summary>
internal sealed class LocalActivityRuns : IDisposable
{
    private readonly Dictionary<uint, LocalActivityRun> running = [];
    private readonly Channel<LocalActivityResult> ended = Channel.CreateUnbounded<LocalActivityResult>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Starts and stops what the last step of workflow code asked for.</summary>
    public void Follow(WorkflowMachines machines, LocalActivityWorker worker, WorkflowInfo workflow)
    {
        foreach (var activity in machines.TakeLocalActivitiesToStart())
        {
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

    /// <summary>Takes one that has ended.</summary>
    public bool TryTake(out LocalActivityResult? result)
    {
        var taken = ended.Reader.TryRead(out result);
        if (taken)
        {
            running.Remove(result!.Seq);
        }

        return taken;
    }

    /// <summary>Waits until one has ended, but no longer than a time.</summary>
    /// <returns>Whether one has.</returns>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time)
    {
        using var late = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time);
        try
        {
            return await ended.Reader.WaitToReadAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void Dispose()
    {
        foreach (var activity in running.Values)
        {
            activity.Cancel(ActivityCancelReason.WorkerShutdown);
        }

        running.Clear();
    }
}
