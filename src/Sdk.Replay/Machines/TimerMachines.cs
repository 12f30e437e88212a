using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The timers of a run.</summary>
internal sealed class TimerMachines(
    CommandQueue queue, ActivationBuilder jobs, ITransitionObserver? observer)
{
    private readonly Dictionary<uint, TimerMachine> bySeq = [];
    private readonly Dictionary<long, TimerMachine> byStartedEvent = [];

    /// <summary>Workflow code starts a timer.</summary>
    public void Start(WorkflowCommand.StartTimer command)
    {
        var timer = new TimerMachine(command, byStartedEvent, observer);
        bySeq.Add(command.Seq, timer);
        queue.Add(timer, CommandType.StartTimer);
    }

    /// <summary>Workflow code cancels a timer that has not fired.</summary>
    public void Cancel(WorkflowCommand.CancelTimer command)
    {
        if (bySeq.Remove(command.Seq, out var timer) && timer.Take(TimerTrigger.Cancel) == TimerState.CancelIssued)
        {
            queue.Add(timer, CommandType.CancelTimer);
        }
    }

    /// <summary>A timer fired.</summary>
    public void Fire(HistoryEvent e)
    {
        var attributes = e.TimerFiredEventAttributes;
        if (!byStartedEvent.Remove(attributes.StartedEventId, out var timer))
        {
            throw queue.NothingFor(e, "no timer was started by event " + attributes.StartedEventId);
        }

        if (timer.Name != attributes.TimerId)
        {
            throw queue.NothingFor(e, $"that event started timer \"{timer.Name}\"");
        }

        timer.Take(TimerTrigger.Fire);
        bySeq.Remove(timer.Seq);
        jobs.Add(new ActivationJob.FireTimer(timer.Seq));
    }
}
