using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The children of a run.</summary>
internal sealed class ChildMachines(
    CommandQueue queue, ActivationBuilder jobs, CancelMachines cancels, ITransitionObserver? observer)
{
    private readonly Dictionary<uint, ChildMachine> bySeq = [];
    private readonly Dictionary<long, ChildMachine> byInitiatedEvent = [];

    /// <summary>Workflow code starts a child.</summary>
    public void Start(WorkflowCommand.StartChild command)
    {
        var child = new ChildMachine(command, byInitiatedEvent, observer);
        bySeq.Add(command.Seq, child);
        queue.Add(child, CommandType.StartChildWorkflowExecution);
    }

    /// <summary>Workflow code cancels a child that it still waits for.</summary>
    public void Cancel(WorkflowCommand.CancelChild command)
    {
        if (!bySeq.TryGetValue(command.Seq, out var child) || child.IsResolved)
        {
            return;
        }

        if (child.Take(ChildTrigger.Cancel) == ChildState.Vanished)
        {
            bySeq.Remove(child.Seq);
            ResolveCanceled(child, "Child Workflow execution cancelled before scheduled");
            return;
        }

        if (child.Cancellation != ChildCancellation.Abandon)
        {
            // If the child is not found at the time of the request, it has ended: its last event will follow.
            cancels.CancelChild(ToRequest(child, command.Reason), command.Site, _ => { });
        }

        if (child.Cancellation is ChildCancellation.Abandon or ChildCancellation.TryCancel)
        {
            ResolveCanceled(child, "Child Workflow execution cancelled");
        }
    }

    /// <summary>Processes an event about a child.</summary>
    public void Apply(HistoryEvent e)
    {
        var initiatedEventId = ChildFailures.InitiatedEventId(e);
        if (!byInitiatedEvent.TryGetValue(initiatedEventId, out var child))
        {
            throw queue.NothingFor(e, "no child was asked for by event " + initiatedEventId);
        }

        switch (e.EventType)
        {
            case EventType.ChildWorkflowExecutionStarted:
                child.Take(ChildTrigger.Start);
                child.RunId = e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution?.RunId ?? string.Empty;
                ResolveStart(child, new ChildStart.Started(child.RunId));
                break;
            case EventType.StartChildWorkflowExecutionFailed:
                child.Take(ChildTrigger.Refuse);
                Forget(child);
                child.IsResolved = true;
                var refused = e.StartChildWorkflowExecutionFailedEventAttributes;
                ResolveStart(child, new ChildStart.Refused(child.WorkflowId, child.Name, refused.Cause));
                break;
            default:
                child.Take(ChildTrigger.Close);
                Forget(child);
                Resolve(child, ChildFailures.ResolutionOf(e, child));
                break;
        }
    }

    private static RequestCancelExternalWorkflowExecutionCommandAttributes ToRequest(
        ChildMachine child, string reason) => new()
        {
            Namespace = child.Namespace,
            WorkflowId = child.WorkflowId,
            RunId = child.RunId,
            ChildWorkflowOnly = true,
            Reason = reason,
        };

    private void ResolveCanceled(ChildMachine child, string message)
    {
        var failure = ChildFailures.Canceled(child, message);
        if (child.IsStartResolved)
        {
            Resolve(child, new Resolution.Failed(failure));
            return;
        }

        child.IsResolved = true;
        ResolveStart(child, new ChildStart.Canceled(failure));
    }

    private void ResolveStart(ChildMachine child, ChildStart start)
    {
        if (!child.IsStartResolved)
        {
            child.IsStartResolved = true;
            jobs.Add(new ActivationJob.ResolveChildStart(child.Seq, start));
        }
    }

    private void Resolve(ChildMachine child, Resolution resolution)
    {
        if (!child.IsResolved)
        {
            child.IsResolved = true;
            jobs.Add(new ActivationJob.ResolveChild(child.Seq, resolution));
        }
    }

    private void Forget(ChildMachine child)
    {
        byInitiatedEvent.Remove(child.InitiatedEventId);
        bySeq.Remove(child.Seq);
    }
}
