using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The activities of a run.</summary>
internal sealed class ActivityMachines(
    CommandQueue queue, ActivationBuilder jobs, ITransitionObserver? observer)
{
    private readonly Dictionary<uint, ActivityMachine> bySeq = [];
    private readonly Dictionary<long, ActivityMachine> byScheduledEvent = [];

    /// <summary>Workflow code schedules an activity.</summary>
    public void Schedule(WorkflowCommand.ScheduleActivity command)
    {
        var activity = new ActivityMachine(command, byScheduledEvent, observer);
        bySeq.Add(command.Seq, activity);
        queue.Add(activity, CommandType.ScheduleActivityTask);
    }

    /// <summary>Workflow code cancels an activity that it still waits for.</summary>
    public void Cancel(WorkflowCommand.RequestCancelActivity command)
    {
        if (!bySeq.TryGetValue(command.Seq, out var activity) || activity.IsResolved)
        {
            return;
        }

        var abandon = activity.Cancellation == ActivityCancellation.Abandon;
        var state = activity.Take(abandon ? ActivityTrigger.Abandon : ActivityTrigger.Cancel);
        if (state == ActivityState.CancelIssued)
        {
            queue.Add(activity, CommandType.RequestCancelActivityTask);
        }

        if (state != ActivityState.CancelIssued || activity.Cancellation == ActivityCancellation.TryCancel)
        {
            Resolve(activity, new Resolution.Failed(ActivityFailures.Canceled(activity)));
        }
    }

    /// <summary>A worker started an activity, or the activity ended.</summary>
    public void Apply(HistoryEvent e)
    {
        var scheduledEventId = ActivityFailures.ScheduledEventId(e);
        if (!byScheduledEvent.TryGetValue(scheduledEventId, out var activity))
        {
            throw queue.NothingFor(e, "no activity was scheduled by event " + scheduledEventId);
        }

        if (e.EventType == EventType.ActivityTaskStarted)
        {
            activity.Take(ActivityTrigger.Start);
            return;
        }

        activity.Take(ActivityTrigger.Close);
        byScheduledEvent.Remove(scheduledEventId);
        bySeq.Remove(activity.Seq);
        if (!activity.IsResolved)
        {
            Resolve(activity, ActivityFailures.ResolutionOf(e, activity));
        }
    }

    private void Resolve(ActivityMachine activity, Resolution resolution)
    {
        activity.IsResolved = true;
        jobs.Add(new ActivationJob.ResolveActivity(activity.Seq, resolution));
    }
}
