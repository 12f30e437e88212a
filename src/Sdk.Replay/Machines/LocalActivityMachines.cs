using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// The local activities of a run. In new work the end of each one is a step of its own. A replay delivers the ends in
/// the order of their markers, each as a step of its own too.
/// </summary>
internal sealed class LocalActivityMachines(
    CommandQueue queue, ActivationBuilder jobs, ITransitionObserver? observer)
{
    private readonly Dictionary<uint, LocalActivityMachine> bySeq = [];
    private readonly List<LocalActivityMachine> issued = [];
    private readonly List<LocalActivityMarker> announced = [];
    private List<LocalActivityMachine> toStart = [];
    private List<uint> toCancel = [];

    /// <summary>Whether this worker runs a local activity that workflow code still waits for.</summary>
    public bool AnyRunning => bySeq.Values.Any(a => IsRunning(a.State));

    /// <summary>Workflow code requests a local activity.</summary>
    public void Schedule(WorkflowCommand.ScheduleLocalActivity command)
    {
        var activity = new LocalActivityMachine(command, observer);
        bySeq.Add(command.Seq, activity);
        issued.Add(activity);
    }

    /// <summary>Workflow code cancels a local activity that it still waits for.</summary>
    public void Cancel(WorkflowCommand.CancelLocalActivity command)
    {
        if (!bySeq.TryGetValue(command.Seq, out var activity)
            || activity.State is LocalActivityState.Resolved or LocalActivityState.Recorded)
        {
            return;
        }

        var wasRunning = IsRunning(activity.State);
        if (activity.State == LocalActivityState.Issued)
        {
            activity.Take(LocalActivityTrigger.Cancel);
            jobs.Add(new ActivationJob.ResolveLocalActivity(
                activity.Seq, ToMarker(activity, 1, null, Canceled).ToResolution()));
            return;
        }

        activity.Take(LocalActivityTrigger.Cancel);
        if (wasRunning && activity.Cancellation != ActivityCancellation.Abandon)
        {
            toCancel.Add(activity.Seq);
        }

        if (activity.Cancellation != ActivityCancellation.WaitCancellationCompleted)
        {
            Resolve(activity, ToMarker(activity, activity.Call.Attempt, jobs.Time, Canceled), writesMarker: wasRunning);
        }
    }

    /// <summary>
    /// Ends a step: the local activities that it requested start, or wait for their markers in a replay.
    /// </summary>
    public void Settle(bool isReplaying)
    {
        foreach (var activity in issued)
        {
            if (activity.State == LocalActivityState.Issued)
            {
                if (isReplaying)
                {
                    activity.Take(LocalActivityTrigger.Await);
                }
                else
                {
                    Start(activity);
                }
            }
        }

        issued.Clear();
    }

    /// <summary>Reads ahead the outcomes of the local activities that the coming replayed steps wait for.</summary>
    public void Announce(ArraySegment<HistoryEvent> commandEvents)
    {
        foreach (var e in commandEvents)
        {
            if (LocalActivityMarker.Is(e))
            {
                announced.Add(LocalActivityMarker.Read(e));
            }
        }
    }

    /// <summary>Delivers the next outcome that history has.</summary>
    /// <returns>Whether there is a job for workflow code.</returns>
    public bool TryResolveAnnounced()
    {
        for (var i = 0; i < announced.Count; i++)
        {
            if (bySeq.TryGetValue(announced[i].Seq, out var activity) && activity.State == LocalActivityState.Expected)
            {
                var marker = announced[i];
                announced.RemoveAt(i);
                Resolve(activity, marker, writesMarker: false);
                return true;
            }
        }

        return false;
    }

    /// <summary>History has no further events: local activities without a marker must run in this worker.</summary>
    public void GoLive()
    {
        announced.Clear();
        foreach (var activity in bySeq.Values)
        {
            if (activity.State == LocalActivityState.Expected)
            {
                Start(activity);
            }
        }
    }

    /// <summary>A local activity that this worker ran has ended.</summary>
    public void Complete(LocalActivityResult result)
    {
        if (!bySeq.TryGetValue(result.Seq, out var activity) || !IsRunning(activity.State))
        {
            return;
        }

        var marker = ToMarker(activity, result.Attempt, activity.Began + result.Elapsed, result.Failure) with
        {
            OriginalScheduleTime = result.OriginalScheduleTime,
            Backoff = result.Backoff is { } pause ? Duration.FromTimeSpan(pause) : null,
            Result = result.Result,
        };
        Resolve(activity, marker, writesMarker: true);
    }

    /// <summary>Processes a marker of the history.</summary>
    public void Record(HistoryEvent e, bool identity)
    {
        var marker = LocalActivityMarker.Read(e);
        announced.RemoveAll(m => m.Seq == marker.Seq);
        if (!bySeq.Remove(marker.Seq, out var activity))
        {
            throw queue.NoCommand(e);
        }

        if (identity && (marker.ActivityType != activity.Name || marker.ActivityId != activity.Call.ActivityId))
        {
            throw queue.Mismatch(e, activity, CommandType.RecordMarker, "the local activity is another");
        }

        if (activity.State is LocalActivityState.Resolved or LocalActivityState.Vanished)
        {
            activity.Record(CommandType.RecordMarker, e);
            return;
        }

        throw queue.Mismatch(e, activity, CommandType.RecordMarker, "the local activity has not ended");
    }

    /// <summary>The local activities that the worker is to start now.</summary>
    public IReadOnlyList<LocalActivityMachine> TakeToStart()
    {
        var taken = toStart;
        toStart = taken.Count == 0 ? taken : [];
        return taken;
    }

    /// <summary>The local activities that the worker is to cancel now.</summary>
    public IReadOnlyList<uint> TakeToCancel()
    {
        var taken = toCancel;
        toCancel = taken.Count == 0 ? taken : [];
        return taken;
    }

    /// <summary>The run is over: workflow code waits for no local activity any more.</summary>
    public void Abandon()
    {
        toCancel.AddRange(bySeq.Values.Where(a => IsRunning(a.State)).Select(a => a.Seq));
        toStart.Clear();
        issued.Clear();
        foreach (var activity in bySeq.Values.Where(a => a.State != LocalActivityState.Resolved).ToArray())
        {
            bySeq.Remove(activity.Seq);
        }
    }

    private static Failure Canceled => new() { Message = "Activity cancelled", CanceledFailureInfo = new() };

    private static bool IsRunning(LocalActivityState state) =>
        state is LocalActivityState.Executing or LocalActivityState.Canceling;

    private static LocalActivityMarker ToMarker(
        LocalActivityMachine activity, int attempt, DateTime? complete, Failure? failure) => new()
        {
            Seq = activity.Seq,
            Attempt = attempt,
            ActivityId = activity.Call.ActivityId,
            ActivityType = activity.Name,
            CompleteTime = complete is { } time ? Timestamp.FromDateTime(time) : null,
            OriginalScheduleTime = activity.Call.OriginalScheduleTime,
            Input = activity.Call.RecordsInput ? activity.Call.Input ?? new() : null,
            Failure = failure,
        };

    private void Start(LocalActivityMachine activity)
    {
        activity.Take(LocalActivityTrigger.Execute);
        activity.Began = jobs.Time;
        toStart.Add(activity);
    }

    private void Resolve(LocalActivityMachine activity, LocalActivityMarker marker, bool writesMarker)
    {
        activity.Resolve(marker);
        if (marker.CompleteTime is { } time)
        {
            jobs.Advance(time.ToDateTime());
        }

        if (writesMarker)
        {
            queue.Add(activity, CommandType.RecordMarker);
        }

        jobs.Add(new ActivationJob.ResolveLocalActivity(activity.Seq, marker.ToResolution()));
    }
}
